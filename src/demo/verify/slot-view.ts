import { announce } from '../announcer.ts';
import { html, svg } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { createGlyph } from '../glyph.ts';
import { createPictureInput, type PictureInputHandlers } from '../picture-input.ts';
import type { PlainWords } from '../plain-words.ts';

/** What a slot looks like: a frame for the picture, the ways to hand one over, what there is to say. */
export class SlotView {
  readonly root: HTMLElement;
  readonly #name: string;
  readonly #frame = html('div', { class: 'frame' });
  readonly #found = html('p', { class: 'slot-found' });
  readonly #note = html('div', { class: 'slot-note' });
  readonly #remove: HTMLButtonElement;

  /** @param name What people call the slot, e.g. `First picture`. */
  constructor(host: EngineHost, name: string, handlers: PictureInputHandlers & { onRemove(): void }) {
    this.#name = name;
    const id = name.toLowerCase().replaceAll(' ', '-');
    this.root = html('section', { class: 'slot', 'aria-labelledby': id });
    const input = createPictureInput(host, name, this.root, handlers);
    this.#remove = html(
      'button',
      { type: 'button', class: 'slot-remove', 'aria-label': `Remove: ${name}` },
      svg('svg', { viewBox: '0 0 14 14', 'aria-hidden': 'true' }, svg('path', { d: 'M2 2l10 10M12 2L2 12' })),
    );
    this.#remove.addEventListener('click', () => {
      handlers.onRemove();
      input.focus(); // the button itself is gone
    });
    this.#frame.addEventListener('click', () => {
      if (this.#remove.hidden) input.choose();
    });
    this.root.append(
      html('div', { class: 'slot-head' }, html('h2', { id }, name), this.#found),
      html('div', { class: 'slot-frame' }, this.#frame, this.#remove),
      html('div', { class: 'slot-actions' }, ...input.controls),
      this.#note,
    );
    this.showEmpty();
  }

  showEmpty(): void {
    this.#clear('is-empty');
    this.#remove.hidden = true;
    this.#frame.replaceChildren(invitation());
  }

  /** A picture has come and is looked at; the one before stays in sight until {@link showPicture}. */
  showWork(words: string): void {
    this.#clear('is-busy');
    this.#remove.hidden = false;
    this.#found.textContent = words;
  }

  /** @param picture `undefined` if the browser can't show it. */
  showPicture(picture: HTMLElement | undefined): void {
    this.#frame.replaceChildren(picture ?? html('p', { class: 'frame-words' }, 'The picture can’t be shown'));
  }

  /** A face is at hand: says so and takes back what was said before. */
  showFound(words: string): void {
    this.#clear();
    this.#found.textContent = words;
    announce(`${this.#name}: ${words}.`);
  }

  showProblem({ title, advice, detail }: PlainWords): void {
    this.#clear(this.#remove.hidden ? 'is-empty' : undefined);
    this.#note.append(html('p', { class: 'slot-problem' }, html('strong', {}, `${title}.`), ` ${advice}`));
    if (detail) this.#note.append(html('p', { class: 'slot-detail' }, detail));
    announce(`${this.#name}: ${title}. ${advice}`);
  }

  #clear(state?: 'is-empty' | 'is-busy'): void {
    this.root.classList.remove('is-empty', 'is-busy');
    if (state) this.root.classList.add(state);
    this.#found.textContent = '';
    this.#note.replaceChildren();
  }
}

/** The empty slot: the outline of a face that is not there yet. */
function invitation(): HTMLElement {
  const touch = matchMedia('(pointer: coarse)').matches;
  const words = html('strong', {}, touch ? 'Tap to choose a photo' : 'Drop a photo here');
  const hint = touch ? undefined : html('span', {}, 'or paste it');
  return html('div', { class: 'invitation' }, createGlyph(), html('p', {}, words, hint));
}
