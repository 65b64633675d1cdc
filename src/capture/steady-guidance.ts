import type { GuidanceCode } from './guidance.ts';
import { SETTLE_MS } from './thresholds.ts';

/** Guidance as it is shown: it changes when another has stood for a moment, so that it can be read. */
export class SteadyGuidance {
  #shown: GuidanceCode | undefined;
  #latest: { code: GuidanceCode; since: number } | undefined;

  observe(code: GuidanceCode, time: number): GuidanceCode {
    if (this.#latest?.code !== code) this.#latest = { code, since: time };
    if (this.#shown === undefined || time - this.#latest.since >= SETTLE_MS) this.#shown = code;
    return this.#shown;
  }
}
