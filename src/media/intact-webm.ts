/** Ids of what a Matroska file is made of, as far as it matters here (RFC 9559). */
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
/** What may follow a cluster: another, an index, chapters, tags, attachments, a list of contents. */
const AFTER_A_CLUSTER = [CLUSTER, 0x1c53bb6b, 0x1043a770, 0x1254c367, 0x1941a469, 0x114d9b74];

/** Bytes read at a time to look at the heads of elements. */
const WINDOW_BYTES = 256 * 1024;
/** An id and a size take this many bytes at most. */
const MAX_HEAD_BYTES = 12;
/** More elements than hours of video have: beyond, somebody wants to keep the engine busy. */
const MAX_HEADS = 500_000;

/** The head of an element. */
interface Head {
  id: number;
  /** Where its size stands in the file, and where its content begins. */
  sizeAt: number;
  contentAt: number;
  /** Where its content ends; undefined if nobody knew when the head was written. */
  end: number | undefined;
}

/**
 * Of a WebM that was cut short, what is whole: its last cluster ends with the last whole frame. The library takes a
 * cluster as a whole or not at all. Other files come back as they are.
 */
export async function intactWebm(blob: Blob): Promise<Blob> {
  const heads = new Heads(blob);
  if ((await heads.at(0))?.id !== EBML) return blob;
  let segment: Head | undefined;
  let at = 0;
  for (let head = await heads.at(at); head; head = await heads.at(at)) {
    const isWhole = head.end !== undefined && head.end <= blob.size;
    if (head.id === SEGMENT) {
      // One that says its length and has it was not cut.
      if (isWhole) return blob;
      segment = head;
      at = head.contentAt;
    } else if (isWhole) at = head.end ?? blob.size;
    else if (head.id !== CLUSTER) return blob.slice(0, at);
    else {
      const end = await endOfCluster(head, heads, blob.size);
      const next = await heads.at(end);
      if (!next || !AFTER_A_CLUSTER.includes(next.id)) return endingAt(end, [segment, head], blob);
      at = end;
    }
  }
  return blob;
}

/** Where the whole elements of a cluster end: at what follows it, or before what is cut. */
async function endOfCluster({ contentAt }: Head, heads: Heads, fileSize: number): Promise<number> {
  let at = contentAt;
  for (let child = await heads.at(at); child; child = await heads.at(at)) {
    const { id, end } = child;
    if (AFTER_A_CLUSTER.includes(id) || end === undefined || end > fileSize) break;
    at = end;
  }
  return at;
}

/** The file up to an end, with the elements that reach beyond it ending there. */
function endingAt(end: number, elements: readonly (Head | undefined)[], blob: Blob): Blob {
  const parts: BlobPart[] = [];
  let at = 0;
  for (const element of elements) {
    if (!element) continue;
    const { sizeAt, contentAt } = element;
    parts.push(blob.slice(at, sizeAt), encodeNumber(end - contentAt, contentAt - sizeAt));
    at = contentAt;
  }
  return new Blob([...parts, blob.slice(at, end)]);
}

/** Reads the heads of elements, a stretch of the file at a time. */
class Heads {
  readonly #blob: Blob;
  #window = new Uint8Array();
  #start = 0;
  #left = MAX_HEADS;

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  /** The head that begins here; undefined if none does, or there were too many. */
  async at(position: number): Promise<Head | undefined> {
    if (this.#left-- <= 0) return undefined;
    const bytes = await this.#bytes(position);
    const id = readNumber(bytes, 0, 4);
    const size = id && readNumber(bytes, id.length, 8);
    if (!size) return undefined;
    const sizeAt = position + id.length;
    const contentAt = sizeAt + size.length;
    return { id: id.value, sizeAt, contentAt, end: size.isUnknown ? undefined : contentAt + size.content };
  }

  async #bytes(position: number): Promise<Uint8Array> {
    const isHeld = position >= this.#start && position + MAX_HEAD_BYTES <= this.#start + this.#window.length;
    if (!isHeld) {
      this.#window = new Uint8Array(await this.#blob.slice(position, position + WINDOW_BYTES).arrayBuffer());
      this.#start = position;
    }
    return this.#window.subarray(position - this.#start);
  }
}

/** A number in so many bytes, as {@link readNumber} reads it. */
function encodeNumber(value: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256);
  bytes[0] = (bytes[0] ?? 0) | (0x80 >> (length - 1));
  return Uint8Array.from(bytes);
}

/** EBML's number of variable length (RFC 8794): leading zeros of its first byte tell how many bytes follow. */
function readNumber(bytes: Uint8Array, at: number, maxLength: number) {
  const length = Math.clz32(bytes[at] ?? 0) - 23;
  if (length > maxLength || at + length > bytes.length) return undefined;
  const [first = 0, ...rest] = bytes.subarray(at, at + length);
  const numberFrom = (start: number) => rest.reduce((sum, byte) => sum * 256 + byte, start);
  const content = numberFrom(first & (0xff >> length));
  return { length, value: numberFrom(first), content, isUnknown: content === 2 ** (7 * length) - 1 };
}
