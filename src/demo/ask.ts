import { html } from './dom.ts';

/** Asks before something is done that takes something away. @param action Words on the button that does it. */
export async function ask(title: string, consequence: string, action: string): Promise<boolean> {
  const keep = html('button', { type: 'button', class: 'button', autofocus: true }, 'Cancel');
  const go = html('button', { type: 'button', class: 'button button-danger' }, action);
  const dialog = html(
    'dialog',
    { class: 'question', 'aria-labelledby': 'question-title', 'aria-describedby': 'question-text' },
    html('h2', { id: 'question-title' }, title),
    html('p', { id: 'question-text' }, consequence),
    html('div', { class: 'dialog-actions' }, keep, go),
  );
  document.body.append(dialog);
  keep.addEventListener('click', () => dialog.close());
  go.addEventListener('click', () => dialog.close('yes'));
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  dialog.remove();
  return dialog.returnValue === 'yes';
}
