/** What a picture may be handed over as. */
export type SourceKind = keyof Sources;

/** The platform's interfaces, each with the name that its objects have in every realm and thread. */
interface Sources {
  Blob: Blob;
  File: File;
  ArrayBuffer: ArrayBuffer;
  view: ArrayBufferView;
  ImageBitmap: ImageBitmap;
  ImageData: ImageData;
  HTMLCanvasElement: HTMLCanvasElement;
  OffscreenCanvas: OffscreenCanvas;
  HTMLImageElement: HTMLImageElement;
  HTMLVideoElement: HTMLVideoElement;
  VideoFrame: VideoFrame;
}

/** A source with what it is. */
export type KnownSource = { [Kind in SourceKind]: { kind: Kind; source: Sources[Kind] } }[SourceKind];

const KINDS: Readonly<Record<Exclude<SourceKind, 'view'>, true>> = {
  Blob: true,
  File: true,
  ArrayBuffer: true,
  ImageBitmap: true,
  ImageData: true,
  HTMLCanvasElement: true,
  OffscreenCanvas: true,
  HTMLImageElement: true,
  HTMLVideoElement: true,
  VideoFrame: true,
};

/**
 * What a source is; undefined if it is none. The constructor does not tell: an object of a frame has another one, and
 * a worker lacks those of elements.
 */
export function knownSource(source: unknown): KnownSource | undefined {
  const kind = ArrayBuffer.isView(source) ? 'view' : platformName(source);
  // The name says which of the interfaces it is.
  return kind === 'view' || Object.hasOwn(KINDS, kind) ? ({ kind, source } as KnownSource) : undefined;
}

/** The name that the platform gives an object's kind, e.g. `Blob`, or `Object` for a plain one. */
export function platformName(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** Whether a buffer was transferred: it is empty then for good. */
export function isDetached(buffer: ArrayBufferLike): boolean {
  if (buffer.byteLength > 0 || platformName(buffer) !== 'ArrayBuffer') return false;
  try {
    // A view can be put on an empty buffer, and on none that was transferred.
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

/** Whether a value is a promise, which a call was meant to have awaited. */
export function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
