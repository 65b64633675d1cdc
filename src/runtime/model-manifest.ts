/** What a model of a pack does. */
export type ModelRole = 'detector' | 'landmarks' | 'embedding' | 'antispoofing' | 'pose' | 'eyes';

/** How a model wants its picture. Values are `(v - mean) / scale` of 0 to 255. */
export interface InputRecipe {
  name: string;
  /** Batch, channels, height, width. */
  shape: [number, number, number, number];
  layout: 'NCHW';
  color: 'RGB' | 'BGR' | 'grey';
  /** One number for all channels, or one for each in the order of `color`. */
  mean: number | number[];
  scale: number | number[];
  /** In words, for the reader: what part of the picture the model gets. */
  crop: string;
  /** How many times the face's box, or the eye's width, the crop is wide; for families that cut out a crop. */
  cropScale?: number;
}

/** Of a model of a family that cuts out a crop. */
export type CroppedRecipe = InputRecipe & { cropScale: number };

/** What every model of a pack has. */
interface AnyModel {
  name: string;
  version: string;
  /** File name beside the manifest. */
  file: string;
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
  /** The license under which the file may be used: an SPDX identifier. */
  license?: string;
  /** Where the file comes from. */
  origin?: string;
  /** Chooses the adapter that knows the model's inputs and outputs: see vision/model-families.ts. */
  family: string;
  input: InputRecipe;
}

/** A recogniser. */
export interface EmbeddingModel extends AnyModel {
  role: 'embedding';
  /** Components of its embedding. */
  dimension: number;
}

/** One model of a pack. */
export type ModelEntry = EmbeddingModel | (AnyModel & { role: Exclude<ModelRole, 'embedding'> });

/** A model of a role. */
export type ModelOf<Role extends ModelRole> = Role extends 'embedding' ? EmbeddingModel : ModelEntry;

/**
 * The map from similarity to comparison score: straight lines between the knots, which rise in both.
 * Made by `npm run evaluate -- PAIRS.tsv --write`.
 */
export interface ComparisonCalibration {
  /** `[similarity, score]`, ascending. */
  knots: [number, number][];
}

/**
 * The map from the anti-spoofing model's log-odds to the chance of an attack:
 * `1 / (1 + exp(-(slope * logOdds + intercept)))`. Made by `npm run evaluate:pad -- LABELS.tsv --write`.
 */
export interface SpoofingCalibration {
  slope: number;
  intercept: number;
}

/**
 * What the length of the raw embedding (before it is scaled to unit length) says of the face: it grows with
 * recognisability, and a face embedded the wrong way up stays short: see docs/evaluation.md.
 */
export interface EmbeddingLength {
  /** Stands for template quality 0. */
  lowest: number;
  /** Below this the face may lie or stand on its head: the engine looks at it turned. */
  upright: number;
  /** Stands for template quality 100. */
  highest: number;
}

/** The manifest of a model pack: `models/default.json` and its like. */
export interface ModelManifest {
  name: string;
  version: string;
  models: ModelEntry[];
  calibration: {
    comparison: ComparisonCalibration;
    embeddingLength: EmbeddingLength;
    /** Absent in a pack without an anti-spoofing model. */
    spoofing?: SpoofingCalibration;
  };
}
