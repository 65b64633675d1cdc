import type { WorkerConnection } from './worker-connection.ts';

/** A worker's place: a worker starts when it is first needed, and anew where it died. */
interface Place {
  connection: Promise<WorkerConnection> | undefined;
  /** Calls under way. */
  calls: number;
}

/** The engine's workers. The first does what only one may do; calls go to whichever has least to do. */
export class WorkerPool {
  readonly #places: Place[];
  readonly #open: () => Promise<WorkerConnection>;
  #isClosed = false;

  /** @param size How many workers there may be at most. */
  constructor(size: number, open: () => Promise<WorkerConnection>) {
    this.#places = Array.from({ length: size }, () => ({ connection: undefined, calls: 0 }));
    this.#open = open;
  }

  /** The first worker: galleries, requests over HTTP and the models' progress are its business. */
  first(): Promise<WorkerConnection> {
    return this.#connectionAt(this.#places[0] as Place);
  }

  /** Every worker that is up, the first one last. */
  async all(): Promise<WorkerConnection[]> {
    await this.first();
    const opened = this.#places.flatMap(({ connection }) => connection ?? []);
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
    for (const place of this.#places) {
      place.connection?.then(
        (open) => open.close(reason),
        () => undefined,
      );
      place.connection = undefined;
    }
  }

  #connectionAt(place: Place): Promise<WorkerConnection> {
    if (this.#isClosed)
      throw new TypeError('This engine was disposed: create another one by createEngine().');
    if (place.connection) return place.connection;
    const opening = this.#open();
    const forget = () => {
      if (place.connection === opening) place.connection = undefined;
    };
    opening.then((connection) => connection.ended.catch(forget), forget);
    place.connection = opening;
    return opening;
  }
}
