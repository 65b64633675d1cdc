/** Memory is kept for so long after it was last used: a video's next frame comes sooner, the next call often. */
const KEPT_MS = 5_000;

/** Two frames of a video are held at a time. */
const MAX_SPARES = 2;

const spares: Uint8Array<ArrayBuffer>[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Memory for pixels, and how it is given back: once, when nothing reads it any more. */
export interface TakenMemory {
  /** As long as was asked for, or longer; it holds whatever it held before. */
  bytes: Uint8Array<ArrayBuffer>;
  release(): void;
}

/** Memory that was used before, if there is enough: the system makes new memory page by page, at the speed of copying. */
export function takeMemory(length: number): TakenMemory {
  const at = spares.findIndex((spare) => spare.length >= length && spare.length <= 2 * length);
  const bytes = spares.splice(at, at < 0 ? 0 : 1)[0] ?? new Uint8Array(length);
  return { bytes, release: () => giveBack(bytes) };
}

/** Memory that is not used again: it goes to another thread. */
export function newMemory(length: number): TakenMemory {
  return { bytes: new Uint8Array(length), release: () => undefined };
}

function giveBack(bytes: Uint8Array<ArrayBuffer>): void {
  spares.push(bytes);
  if (spares.length > MAX_SPARES) spares.shift();
  clearTimeout(timer);
  timer = setTimeout(() => spares.splice(0), KEPT_MS);
}
