import { html } from './dom.ts';
import type { PlainWords } from './plain-words.ts';

/** What went wrong and what to do, line by line. */
export function noticeLines({ title, advice, detail = '' }: PlainWords): HTMLElement[] {
  return [
    html('p', { class: 'notice-title' }, title),
    html('p', {}, advice),
    html('p', { class: 'notice-detail' }, detail),
  ];
}
