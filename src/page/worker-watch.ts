import type { WatchMessage } from '../crossing/worker-start.ts';

/** While calls are under way the worker is asked this often whether it still answers. */
const TICK_MS = 1000;

/** A worker that has been silent for so long is stuck: its longest work in one go, a large gallery, takes seconds. */
const MAX_SILENCE_MS = 20_000;

/** The same while it reads a medium, which it does in steps of milliseconds: hostile bytes may lead it in a circle. */
export const MAX_READING_SILENCE_MS = 5_000;

export interface WatchListener {
  /** Its thread ended, by whatever cause. */
  onGone(): void;
  /** It does not answer any more. @param readers The calls whose media it was reading. */
  onStuck(readers: ReadonlySet<number>): void;
}

/**
 * Notices that a worker died, by its lock, or is stuck, by its silence: no event tells of either. Hidden tabs tick
 * seldom, and a machine asleep not at all: each tick counts for one, however late it comes.
 */
export class WorkerWatch {
  readonly #port: MessagePort;
  readonly #listener: WatchListener;
  readonly #ended = new AbortController();
  readonly #readers = new Set<number>();
  #underWay = 0;
  #silence = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param lock The Web Lock that the worker's thread holds as long as it lives. */
  constructor(port: MessagePort, lock: string, listener: WatchListener) {
    this.#port = port;
    this.#listener = listener;
    port.onmessage = ({ data }: MessageEvent<WatchMessage>) => {
      this.#silence = 0;
      if (data === 'locked') void this.#watchLock(lock);
      else if (data !== 'alive' && data.isReading) this.#readers.add(data.call);
      else if (data !== 'alive') this.#readers.delete(data.call);
    };
  }

  /** Watches while the work goes on. */
  during<Result>(work: Promise<Result>): Promise<Result> {
    if (this.#underWay++ === 0) this.#tick();
    return work.finally(() => {
      if (--this.#underWay === 0) clearTimeout(this.#timer);
    });
  }

  end(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
    this.#port.close();
  }

  #tick(): void {
    // Most calls have ended by the first tick, and cost no question.
    this.#silence = TICK_MS;
    const ask = () => {
      if (this.#ended.signal.aborted) return;
      if (this.#silence > (this.#readers.size > 0 ? MAX_READING_SILENCE_MS : MAX_SILENCE_MS)) {
        this.#listener.onStuck(this.#readers);
        return;
      }
      this.#silence += TICK_MS;
      this.#port.postMessage('ping');
      this.#timer = setTimeout(ask, TICK_MS);
    };
    this.#timer = setTimeout(ask, TICK_MS);
  }

  async #watchLock(name: string): Promise<void> {
    try {
      await navigator.locks?.request(name, { signal: this.#ended.signal }, () => this.#listener.onGone());
    } catch {
      // Ended by ourselves.
    }
  }
}
