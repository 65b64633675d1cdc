/** How luma and colour differences, 0 to 255, become RGB. */
export interface ColorMatrix {
  /** The luma of black. */
  black: number;
  /** What luma above black is multiplied by. */
  gain: number;
  redOfCr: number;
  greenOfCb: number;
  greenOfCr: number;
  blueOfCb: number;
}

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
  const [red, blue] = weights;
  const green = 1 - red - blue;
  const chroma = space.fullRange ? 1 : 255 / LIMITED.chroma;
  return {
    black: space.fullRange ? 0 : LIMITED.black,
    gain: space.fullRange ? 1 : 255 / LIMITED.luma,
    redOfCr: 2 * (1 - red) * chroma,
    greenOfCb: ((2 * (1 - blue) * blue) / green) * chroma,
    greenOfCr: ((2 * (1 - red) * red) / green) * chroma,
    blueOfCb: 2 * (1 - blue) * chroma,
  };
}
