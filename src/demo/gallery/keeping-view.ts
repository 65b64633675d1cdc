import { ask } from '../ask.ts';
import { html } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { formatMegabytes } from '../format.ts';
import { setOfflineReady } from '../offline-readiness.ts';
import type { Act } from './act.ts';

/** Taking everyone along in a file, bringing them back, erasing everything; and where things are kept. */
export function createKeepingView(
  host: EngineHost,
  act: Act,
  bringBack: (before: Blob) => Promise<string>,
): HTMLElement {
  const passphrase = html('input', { type: 'password', autocomplete: 'new-password' });
  const given = () => (passphrase.value === '' ? {} : { passphrase: passphrase.value });
  const file = html('input', {
    type: 'file',
    accept: '.gallery',
    class: 'visually-hidden',
    'aria-label': 'Import a gallery file',
  });
  const where = html('p', { class: 'gallery-note' });

  const exporting = button('Export', 'button', () =>
    act(async (gallery) => {
      save(await gallery.export(given()), 'people.gallery');
      const words =
        passphrase.value === ''
          ? 'The file is not encrypted: whoever has it has the templates.'
          : 'The file is encrypted by the passphrase.';
      return { words };
    }),
  );
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    void act(async (gallery) => {
      const { added, skipped } = await gallery.import(chosen, given());
      return { words: `Imported: ${added} new, ${skipped} were there already.` };
    });
    file.value = '';
  });
  const erasing = button('Erase everything', 'button button-quiet', async () => {
    const consequence = 'Everyone who is enrolled, their pictures, the models and all keys are deleted.';
    if (!(await ask('Erase everything?', consequence, 'Erase everything'))) return;
    await act(async (gallery) => {
      const before = await gallery.export();
      await (await host.engine).eraseAll();
      setOfflineReady(false);
      void showPlace();
      return {
        words: 'Everything this page had stored is erased: people, pictures, models, keys.',
        undo: () => bringBack(before),
      };
    });
  });

  async function showPlace(): Promise<void> {
    const { storage, usage } = await (await host.engine).storage.info();
    const size =
      usage === undefined ? '' : ` This page’s storage takes ${formatMegabytes(usage)} MB, models included.`;
    where.textContent =
      storage === 'indexeddb'
        ? `Kept encrypted in this browser.${size}`
        : 'This browser keeps nothing: everyone is forgotten when the page closes.';
  }
  showPlace().catch(() => undefined);

  return html(
    'section',
    { class: 'gallery-section', 'aria-labelledby': 'keeping-title' },
    html('h2', { id: 'keeping-title' }, 'Take along, bring back, erase'),
    html(
      'label',
      { class: 'gallery-field' },
      html('span', {}, 'Passphrase of the file (optional)'),
      passphrase,
    ),
    html(
      'div',
      { class: 'gallery-actions' },
      exporting,
      html('label', { class: 'button file-button' }, file, 'Import'),
      erasing,
    ),
    where,
  );
}

function button(words: string, style: string, onClick: () => void): HTMLButtonElement {
  const made = html('button', { type: 'button', class: style }, words);
  made.addEventListener('click', onClick);
  return made;
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  html('a', { href: address, download: name }).click();
  // The download has read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
