import { byId } from './dom.ts';

/** Says a sentence to people who use a screen reader, once they have heard what they are at. */
export function announce(sentence: string): void {
  byId('announcer').textContent = sentence;
}
