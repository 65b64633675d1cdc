/** One plane of a picture: 8 bits a sample, rows from the top. */
export interface Plane {
  data: Uint8Array;
  /** From one row to the next. */
  stride: number;
  width: number;
  height: number;
}

/** Luma and both colour differences, 8 bits a sample; colours may have fewer samples. */
export type Planes = [luma: Plane, blue: Plane, red: Plane];

/** How decoders lay out planes: width and height of the luma over those of the colour planes. */
const SUBSAMPLING: Partial<Record<string, readonly [x: number, y: number]>> = {
  I420: [2, 2],
  I422: [2, 1],
  I444: [1, 1],
};

/** What a decoder gave, with or without planes that this code reads. */
export interface DecodedFrame {
  readonly format: string | null;
  readonly visibleRect: { readonly width: number; readonly height: number } | null;
  allocationSize(): number;
  copyTo(destination: Uint8Array<ArrayBuffer>): Promise<PlaneLayout[]>;
}

/**
 * A copy of a frame's planes; undefined if its format is another.
 *
 * @param memory Gives the memory for them.
 */
export async function planesOf(
  frame: DecodedFrame,
  memory: (length: number) => Uint8Array<ArrayBuffer>,
): Promise<Planes | undefined> {
  const { format, visibleRect } = frame;
  const subsampling = format && SUBSAMPLING[format];
  if (!subsampling || !visibleRect) return undefined;
  const bytes = memory(frame.allocationSize());
  const layouts = await frame.copyTo(bytes);
  const { width, height } = visibleRect;
  const [x, y] = subsampling;
  return layouts.map(({ offset, stride }, index) => ({
    data: bytes.subarray(offset),
    stride,
    width: index === 0 ? width : Math.ceil(width / x),
    height: index === 0 ? height : Math.ceil(height / y),
  })) as Planes;
}
