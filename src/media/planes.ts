import { type TakenMemory, takeMemory } from './spare-memory.ts';

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

/** A frame's planes in memory that is to be given back, once. */
export interface CopiedPlanes {
  planes: Planes;
  release(): void;
}

/**
 * A copy of a frame's planes; undefined if its format is another.
 *
 * @param take Gives the memory for them.
 */
export async function planesOf(
  frame: DecodedFrame,
  take: (length: number) => TakenMemory = takeMemory,
): Promise<CopiedPlanes | undefined> {
  const { format, visibleRect } = frame;
  const subsampling = format && SUBSAMPLING[format];
  if (!subsampling || !visibleRect) return undefined;
  const { bytes, release } = take(frame.allocationSize());
  const layouts = await frame.copyTo(bytes).catch((error: unknown) => {
    release();
    throw error;
  });
  const { width, height } = visibleRect;
  const [x, y] = subsampling;
  const planes = layouts.map(({ offset, stride }, index) => ({
    data: bytes.subarray(offset),
    stride,
    width: index === 0 ? width : Math.ceil(width / x),
    height: index === 0 ? height : Math.ceil(height / y),
  })) as Planes;
  return { planes, release };
}
