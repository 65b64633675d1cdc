/** The first that a browser can write is taken: VP8 costs least to make, and Safari has MP4 alone. */
const TYPES = ['video/webm;codecs=vp8', 'video/mp4'];

/** Enough for a face of 720 lines to be looked at again. */
const BITS_PER_SECOND = 2_500_000;

/**
 * The last seconds of a stream as a file. Two recordings overlap, each begun when the other one is as long as wanted, so that
 * there always is one that is long enough and has a beginning: a part cut out of a recording would have none.
 */
export class RecentVideo {
  #older: Recording | undefined;
  #newer: Recording | undefined;
  readonly #turns: ReturnType<typeof setInterval>;

  /** @param seconds At the least, once the stream has been recorded for so long; twice as many at the most. */
  constructor(stream: MediaStream, seconds: number) {
    this.#newer = record(stream);
    this.#turns = setInterval(() => {
      this.#older?.discard();
      this.#older = this.#newer;
      this.#newer = record(stream);
    }, 1000 * seconds);
  }

  /** Ends the recording and gives it; undefined if the browser could not make one. */
  async take(): Promise<Blob | undefined> {
    clearInterval(this.#turns);
    const [whole, other] = [this.#older ?? this.#newer, this.#older && this.#newer];
    other?.discard();
    return await whole?.end();
  }

  discard(): void {
    clearInterval(this.#turns);
    this.#older?.discard();
    this.#newer?.discard();
  }
}

interface Recording {
  end(): Promise<Blob | undefined>;
  discard(): void;
}

/** Undefined where the browser can't record. */
function record(stream: MediaStream): Recording | undefined {
  if (typeof MediaRecorder === 'undefined') return undefined;
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? '';
  try {
    const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const stopped = new Promise<void>((resolve) => {
      for (const end of ['stop', 'error']) recorder.addEventListener(end, () => resolve(), { once: true });
    });
    recorder.start();
    const stop = () => {
      if (recorder.state !== 'inactive') recorder.stop();
    };
    return {
      async end() {
        stop();
        await stopped;
        const video = new Blob(parts, { type: recorder.mimeType });
        return video.size > 0 ? video : undefined;
      },
      discard: stop,
    };
  } catch {
    return undefined;
  }
}
