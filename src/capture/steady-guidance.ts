import type { GuidanceCode } from './guidance.ts';
import { SETTLE_MS } from './thresholds.ts';

/** Guidance as it is shown: it changes when another has stood for a moment, so that it can be read. */
export class SteadyGuidance {
  #shown: GuidanceCode | undefined;
  #next: { code: GuidanceCode; since: number } | undefined;

  /** @returns What is to be shown. */
  observe(code: GuidanceCode, time: number): GuidanceCode {
    if (this.#shown === undefined || this.#shown === code) {
      this.#next = undefined;
      this.#shown = code;
      return code;
    }
    if (this.#next?.code !== code) this.#next = { code, since: time };
    if (time - this.#next.since >= SETTLE_MS) {
      this.#shown = code;
      this.#next = undefined;
    }
    return this.#shown;
  }
}
