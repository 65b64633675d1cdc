import { SETTLE_MS } from './thresholds.ts';

/** Guidance as it is shown: it changes when another has stood for a moment, so that it can be read. */
export class SteadyGuidance<Code> {
  #shown: { code: Code } | undefined;
  #latest: { code: Code; since: number } | undefined;

  observe(code: Code, time: number): Code {
    if (!this.#latest || this.#latest.code !== code) this.#latest = { code, since: time };
    if (!this.#shown || time - this.#latest.since >= SETTLE_MS) this.#shown = { code };
    return this.#shown.code;
  }
}
