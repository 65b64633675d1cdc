import { MATRIX_BITS, type WholeMatrix } from './scaling/kernel.ts';

/** How luma and colour differences become RGB: as libjpeg does it of JFIF's, to the bit, or by whole numbers. */
export type ColorMatrix = 'jfif' | WholeMatrix;

/** Weights of red and blue in the luma: ITU-R BT.601 and BT.709, by the names that WebCodecs gives them. */
const LUMA_WEIGHTS: Partial<Record<string, readonly [red: number, blue: number]>> = {
  smpte170m: [0.299, 0.114],
  bt470bg: [0.299, 0.114],
  bt709: [0.2126, 0.0722],
};

/** Levels of luma, and of colour differences, between the least and the most in the limited range (BT.601, BT.709). */
const LIMITED = { black: 16, luma: 219, chroma: 224 } as const;

/** The matrix of a frame's colour space; undefined if it is none of those that nearly all videos and JPEGs have. */
export function colorMatrix(space: {
  matrix?: string | null;
  fullRange?: boolean | null;
}): ColorMatrix | undefined {
  const weights = LUMA_WEIGHTS[space.matrix ?? ''];
  if (!weights || typeof space.fullRange !== 'boolean') return undefined;
  if (space.fullRange && space.matrix === 'smpte170m') return 'jfif';
  const [red, blue] = weights;
  const green = 1 - red - blue;
  const chroma = space.fullRange ? 1 : 255 / LIMITED.chroma;
  return {
    black: space.fullRange ? 0 : LIMITED.black,
    gain: whole(space.fullRange ? 1 : 255 / LIMITED.luma),
    redOfCr: whole(2 * (1 - red) * chroma),
    greenOfCb: whole(((2 * (1 - blue) * blue) / green) * chroma),
    greenOfCr: whole(((2 * (1 - red) * red) / green) * chroma),
    blueOfCb: whole(2 * (1 - blue) * chroma),
  };
}

function whole(factor: number): number {
  return Math.round(factor * (1 << MATRIX_BITS));
}
