import type { Page } from 'playwright';
import type { Lane, Operation } from './operations.ts';
import type { Ending, Witness } from './witness.ts';

/** Operations that go on in several tabs until they are stopped or killed. */
export class Work {
  readonly #witness: Witness;
  readonly #isDiskFull: boolean;
  readonly #running: Promise<void>[];
  #isStopped = false;
  #isKilled = false;
  #done = 0;
  #refusedForRoom = 0;
  /** What was rejected though nothing was killed yet, or as nothing may be rejected. */
  readonly faults: string[] = [];

  constructor(witness: Witness, lanes: readonly { lane: Lane; page: Page }[], isDiskFull = false) {
    this.#witness = witness;
    this.#isDiskFull = isDiskFull;
    this.#running = lanes.map(({ lane, page }) => this.#go(lane, page));
  }

  /** Operations that were acknowledged. */
  get done(): number {
    return this.#done;
  }

  /** Operations that were refused for want of room. */
  get refusedForRoom(): number {
    return this.#refusedForRoom;
  }

  /** From now on any operation may fail, and no further one is begun. */
  killing(): void {
    this.#isStopped = true;
    this.#isKilled = true;
  }

  /** Waits until the operations under way have ended. */
  async ended(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#running);
  }

  async #go(lane: Lane, page: Page): Promise<void> {
    while (!this.#isStopped) {
      const operation = lane.next();
      const begun = this.#witness.begin(operation);
      const told = await page
        .evaluate((wanted) => globalThis.killPage?.operate(wanted), operation)
        .catch((error: unknown) => `Page ${String(error)}`);
      const ending = this.#judge(operation, told);
      this.#witness.end(begun, ending, told);
      // What may or may not have been written is looked at before anything builds on it.
      if (ending === 'unknown') return;
    }
  }

  #judge(operation: Operation, told: string | undefined): Ending {
    if (told === '') {
      this.#done++;
      return 'done';
    }
    if (told === undefined) return 'unknown';
    if (told.startsWith('StorageError  quota')) {
      this.#refusedForRoom++;
      return 'refused';
    }
    // The browser does not tell whether a database that it can't open for want of room was written before.
    if (this.#isDiskFull && told.startsWith('StorageError  blocked')) {
      this.#refusedForRoom++;
      return 'unknown';
    }
    if (operation.kind === 'reissue' && told.includes('BPE-002004')) return 'refused';
    if (!this.#isKilled || / tampered | wrong-key /.test(told))
      this.faults.push(`${JSON.stringify(operation)}: ${told}`);
    return 'unknown';
  }
}
