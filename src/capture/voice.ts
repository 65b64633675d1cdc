/** Speaks by the browser's voices; silent where there are none. */
export class Voice {
  #speaking: SpeechSynthesisUtterance | undefined;

  /** Says a sentence, and leaves off the one before. @param language As in BCP 47. */
  say(sentence: string, language: string): void {
    if (!('speechSynthesis' in globalThis)) return;
    this.hush();
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = language;
    utterance.onend = utterance.onerror = () => {
      if (this.#speaking === utterance) this.#speaking = undefined;
    };
    this.#speaking = utterance;
    speechSynthesis.speak(utterance);
  }

  /** Stops only what it said itself: the app may be speaking, too. */
  hush(): void {
    if (this.#speaking) speechSynthesis.cancel();
    this.#speaking = undefined;
  }
}
