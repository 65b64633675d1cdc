import * as v from 'valibot';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const size = v.pipe(v.number(), v.integer(), v.minValue(1));
/** One number for all channels, or one for each in the order of `color`. */
const perChannel = v.union([v.number(), v.pipe(v.array(v.number()), v.minLength(1))]);

/** Values are `(v - mean) / scale` of 0 to 255. */
const inputRecipe = v.object({
  name: v.string(),
  /** Batch, channels, height, width. */
  shape: v.tuple([size, size, size, size]),
  layout: v.literal('NCHW'),
  color: v.picklist(['RGB', 'BGR', 'grey']),
  mean: perChannel,
  scale: perChannel,
  /** In words, for the reader: what part of the picture the model gets. */
  crop: v.string(),
  /** How many times the face's box, or the eye's width, the crop is wide; for families that cut out a crop. */
  cropScale: v.exactOptional(positive),
});

/** A file of a pack. */
const packFile = {
  /** File name beside the manifest. */
  file: v.pipe(v.string(), v.nonEmpty()),
  bytes: size,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
};

/** What every model of a pack has. */
const anyModel = {
  name: v.string(),
  version: v.string(),
  ...packFile,
  /** The license under which the file may be used: an SPDX identifier. */
  license: v.exactOptional(v.string()),
  /** Where the file comes from. */
  origin: v.exactOptional(v.string()),
  /** Chooses the adapter that knows the model's inputs and outputs: see vision/model-families.ts. */
  family: v.string(),
  input: inputRecipe,
};

const embeddingModel = v.object({
  ...anyModel,
  role: v.literal('embedding'),
  /** Components of its embedding. */
  dimension: size,
});

const otherModel = v.object({
  ...anyModel,
  role: v.picklist(['detector', 'landmarks', 'antispoofing', 'pose', 'eyes']),
});

const comparison = v.object({
  /** `[similarity, score]`, ascending. */
  knots: v.pipe(
    v.array(v.tuple([v.number(), v.number()])),
    v.minLength(2),
    v.check(
      (all) =>
        all.every(([x, y], i) => i === 0 || (x > (all[i - 1]?.[0] ?? x) && y > (all[i - 1]?.[1] ?? y))),
      'The knots must rise in both numbers',
    ),
  ),
});

/**
 * What the length of the raw embedding (before it is scaled to unit length) says of the face: it grows with
 * recognisability, and a face embedded the wrong way up stays short: see docs/evaluation.md.
 */
const embeddingLength = v.object({
  /** Stands for template quality 0. */
  lowest: v.number(),
  /** Below this the face may lie or stand on its head: the engine looks at it turned. */
  upright: v.number(),
  /** Stands for template quality 100. */
  highest: v.number(),
  /**
   * From this length on, what the detector doubts is a face: nothing else was seen to reach it. Absent if things
   * without a face give embeddings as long as faces do.
   */
  sure: v.exactOptional(v.number()),
});

export type EmbeddingLengths = v.InferOutput<typeof embeddingLength>;

/**
 * How the chances that several models give become one: a model's name stands for its chance; of the parts of `mean`
 * or `max` it is the mean or the highest. Nestable.
 */
export type FusionRule = string | { mean: FusionRule[] } | { max: FusionRule[] };

const fusionParts = v.pipe(v.array(v.lazy(() => fusionRule)), v.minLength(1, 'A fusion rule needs parts'));

const fusionRule: v.GenericSchema<FusionRule> = v.union(
  [v.string(), v.strictObject({ mean: fusionParts }), v.strictObject({ max: fusionParts })],
  'A rule is the name of a model, {"mean": [rules]} or {"max": [rules]}',
);

const spoofing = v.object({ slope: v.number(), intercept: v.number() });

/** What a template's commonness tells: see docs/evaluation.md. */
const commonness = v.object({
  /** A face that is more common is too bad a picture to be told from others. */
  highest: v.number(),
});

/** What a face must be like for a template to be made of it: see docs/evaluation.md. */
const bounds = v.object({
  /** Degrees to either side: a face that is turned further, by its five points, is turned away. */
  highestYaw: v.number(),
  /** Height over width of the detector's box: a squatter one at the picture's edge is of a face that is cut off. */
  lowestAspect: v.number(),
  /** A shorter raw embedding is of no face, or of one of which too little is seen. */
  lowestLength: v.number(),
});

const modelManifest = v.object({
  name: v.string(),
  version: v.string(),
  models: v.array(v.variant('role', [embeddingModel, otherModel])),
  /** Absent: of several models of a role that may have them, the mean counts. */
  fusion: v.exactOptional(v.strictObject({ antispoofing: fusionRule })),
  /** Vectors of nobody in particular, which similarities are normalised by: see templates/cohort.ts. */
  cohort: v.exactOptional(v.object(packFile)),
  calibration: v.object({
    comparison,
    /** Absent in a pack without a cohort. */
    commonness: v.exactOptional(commonness),
    /** Absent: no face is refused for them. */
    bounds: v.exactOptional(bounds),
    embeddingLength,
    /** Absent in a pack without an anti-spoofing model. */
    spoofing: v.exactOptional(spoofing),
  }),
});

/** The manifest of a model pack: `models/default.json` and its like. */
export type ModelManifest = v.InferOutput<typeof modelManifest>;

export type ModelEntry = ModelManifest['models'][number];

export type ModelRole = ModelEntry['role'];

/** A file that a manifest names: that of a model, or the cohort, which has no name. */
export type PackFile = Pick<ModelEntry, 'file' | 'bytes' | 'sha256'> & { name?: string };

/** A recogniser. */
export type EmbeddingModel = v.InferOutput<typeof embeddingModel>;

export type ModelOf<Role extends ModelRole> = Role extends 'embedding' ? EmbeddingModel : ModelEntry;

/** How a model wants its picture. */
export type InputRecipe = v.InferOutput<typeof inputRecipe>;

/** Of a model of a family that cuts out a crop. */
export type CroppedRecipe = InputRecipe & { cropScale: number };

/**
 * The map from similarity, normalised if the pack has a cohort, to comparison score: straight lines between the knots,
 * which rise in both.
 * Made by `npm run evaluate -- PAIRS.tsv --write`.
 */
export type ComparisonCalibration = v.InferOutput<typeof comparison>;

/**
 * The map from the anti-spoofing model's log-odds to the chance of an attack:
 * `1 / (1 + exp(-(slope * logOdds + intercept)))`. Made by `npm run evaluate:pad -- LABELS.tsv --write`.
 */
export type SpoofingCalibration = v.InferOutput<typeof spoofing>;

/** What a face must be like for a template to be made of it. */
export type TemplateBounds = Pick<ModelManifest['calibration'], 'commonness' | 'bounds'>;

/** What is wrong with a manifest and where; undefined if nothing is. */
export function manifestFault(manifest: unknown): string | undefined {
  const { issues } = v.safeParse(modelManifest, manifest);
  const [issue] = issues ?? [];
  return issue && `${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`;
}
