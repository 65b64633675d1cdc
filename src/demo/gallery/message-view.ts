import type { Decision } from '../../index.ts';
import { announce } from '../announcer.ts';
import { html } from '../dom.ts';
import { noticeLines } from '../notice-lines.ts';
import { explain } from '../plain-words.ts';

/** How something ended that a person asked for. */
export interface Outcome {
  words: string;
  /** Of an identification: it is the answer that the person waits for. */
  decision?: Decision;
  /** Takes it back; offered for some seconds. @returns What to say then. */
  undo?: () => Promise<string>;
}

/** Long enough to read the message and think again. */
const UNDO_MS = 10_000;

/** What the gallery says: an answer, that something is done, or what is wrong. */
export function createMessageView() {
  const root = html('div', { class: 'gallery-message', role: 'status' });
  let removal: ReturnType<typeof setTimeout> | undefined;

  const show = (tone: string, ...content: (Node | string)[]) => {
    clearTimeout(removal);
    root.dataset.tone = tone;
    root.replaceChildren(...content);
    root.scrollIntoView?.({ block: 'nearest' });
  };

  return {
    root,
    showWork(): void {
      show('work', 'Working …');
    },
    /** @param onUndo Told to take it back. */
    showOutcome({ words, decision, undo }: Outcome, onUndo: (undo: () => Promise<string>) => void): void {
      const text = html('p', {}, words);
      show(decision ?? 'done', text);
      announce(words);
      if (!undo) return;
      const button = html('button', { type: 'button', class: 'button' }, 'Undo');
      button.addEventListener('click', () => onUndo(undo));
      root.append(button);
      removal = setTimeout(() => button.remove(), UNDO_MS);
    },
    showFailure(error: unknown): void {
      const words = explain(error);
      show('problem', ...noticeLines(words));
      announce(`${words.title}. ${words.advice}`);
    },
  };
}
