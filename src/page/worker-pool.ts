import { RetriedMemo } from '../common/retried-memo.ts';
import type { WorkerConnection } from './worker-connection.ts';

/** A worker's place: a worker starts when it is first needed, and anew if it died. */
interface Place {
  connection: RetriedMemo<WorkerConnection>;
  calls: number;
}

/** The engine's workers. The first does what only one may do; calls go to whichever has least to do. */
export class WorkerPool {
  readonly #places: Place[];
  #isClosed = false;

  /** @param size How many workers there may be at most. */
  constructor(size: number, open: () => Promise<WorkerConnection>) {
    this.#places = Array.from({ length: size }, () => ({ connection: new RetriedMemo(open), calls: 0 }));
  }

  /** The first worker: galleries, requests over HTTP and the models' progress are its business. */
  first(): Promise<WorkerConnection> {
    return this.#connectionAt(this.#places[0] as Place);
  }

  /** The first worker if it is up or starting. */
  get firstKnown(): Promise<WorkerConnection> | undefined {
    return this.#places[0]?.connection.known;
  }

  /** Every worker that is up, the first one last. */
  async all(): Promise<WorkerConnection[]> {
    await this.first();
    const opened = this.#places.flatMap(({ connection }) => connection.known ?? []);
    return (await Promise.all(opened)).reverse();
  }

  /** Runs a call on an idle worker, else on a new one while there may be more, else on the least busy one. */
  async run<Result>(call: (connection: WorkerConnection) => Promise<Result>): Promise<Result> {
    const place = this.#places.reduce((best, next) => (next.calls < best.calls ? next : best));
    place.calls++;
    try {
      return await call(await this.#connectionAt(place));
    } finally {
      place.calls--;
    }
  }

  /** Ends the workers; calls under way reject with the reason. */
  close(reason: unknown): void {
    this.#isClosed = true;
    for (const { connection } of this.#places) {
      connection.forget()?.then(
        (open) => open.close(reason),
        () => undefined,
      );
    }
  }

  #connectionAt({ connection }: Place): Promise<WorkerConnection> {
    if (this.#isClosed)
      throw new TypeError('This engine was disposed: create another one by createEngine().');
    const known = connection.known;
    const opening = connection.get();
    if (!known) {
      const forget = () => void connection.forget(opening);
      opening.then((open) => open.ended.catch(forget), forget);
    }
    return opening;
  }
}
