import { SingleBar } from 'cli-progress';

/** How far a campaign is; without a terminal it is a line now and then. */
export class Progress {
  readonly #bar: SingleBar | undefined;

  /** @param what The things counted, in the plural. @param isSilent As in tests. */
  constructor(what: string, total: number, isSilent = false) {
    if (isSilent) return;
    this.#bar = new SingleBar({
      format: `{bar} {value}/{total} ${what}, {rate} a second, {faults} faults, {eta_formatted} left`,
      noTTYOutput: true,
      notTTYSchedule: 15_000,
      hideCursor: true,
    });
    this.#bar.start(total, 0, { rate: '0.0', faults: 0 });
    this.#start = Date.now();
  }

  #start = 0;

  tell(done: number, faults: number): void {
    const seconds = Math.max(1, Date.now() - this.#start) / 1000;
    this.#bar?.update(done, { rate: (done / seconds).toFixed(1), faults });
  }

  end(): void {
    this.#bar?.stop();
  }
}
