import { ApiLiteError, reasonOf } from '../contract/errors.ts';
import { manifestFault } from './check-manifest.ts';
import { spelledAsToday } from './manifest-spelling.ts';

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

/** A manifest with the places of its files. */
export interface ModelPack {
  manifest: ModelManifest;
  /** Absolute URL of a model's file. */
  urlOf(model: ModelEntry): string;
}

/** A pack as data, so that it can cross to a worker. */
export interface LocatedPack {
  manifest: ModelManifest;
  /** Absolute URLs by the files' names. */
  urls: Record<string, string>;
}

/** The pack as data. */
export function locatedPack({ manifest, urlOf }: ModelPack): LocatedPack {
  return { manifest, urls: Object.fromEntries(manifest.models.map((model) => [model.file, urlOf(model)])) };
}

/** The pack that was data. */
export function packFrom({ manifest, urls }: LocatedPack): ModelPack {
  return {
    manifest,
    urlOf({ file }) {
      const url = urls[file];
      if (url === undefined) throw packError(`The model pack "${manifest.name}" lacks the URL of ${file}.`);
      return url;
    },
  };
}

/**
 * Fetches a pack's manifest; its files lie beside it.
 *
 * @throws {ApiLiteError} BPE-001002 if it can't be fetched or is not a manifest.
 */
export async function fetchModelPack(url: string): Promise<ModelPack> {
  let manifest: unknown;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    manifest = spelledAsToday(await response.json());
  } catch (cause) {
    throw packError(`The model pack's manifest at ${url} can't be read (${reasonOf(cause)}).`, cause);
  }
  checkManifest(manifest, url);
  return { manifest, urlOf: (model) => new URL(model.file, url).href };
}

/** The models of a role, in the manifest's order; most roles have one at most. */
export function modelsOf<Role extends ModelRole>(pack: ModelPack, role: Role): ModelOf<Role>[] {
  return pack.manifest.models.filter((model): model is ModelOf<Role> => model.role === role);
}

/** The first model of a role. @throws {ApiLiteError} BPE-001002 if the pack has none. */
export function modelOf<Role extends ModelRole>(pack: ModelPack, role: Role): ModelOf<Role> {
  const [model] = modelsOf(pack, role);
  if (!model) throw lackingModel(pack, role);
  return model;
}

/** BPE-001002: a pack has no model for a role. */
export function lackingModel({ manifest }: ModelPack, role: ModelRole): ApiLiteError {
  return packError(`The model pack "${manifest.name}" has no model for ${role}.`);
}

/** Components of a template's vector. */
export function templateDimension(pack: ModelPack): number {
  return modelOf(pack, 'embedding').dimension;
}

/**
 * Tells whose templates may be compared: 8 bytes of SHA-256 over the pack's name and the models that shape
 * a template, with their recipes: the recogniser and whatever gives the points a face is aligned by. Templates
 * of another fingerprint are refused.
 */
export async function templateFingerprint(pack: ModelPack): Promise<Uint8Array<ArrayBuffer>> {
  const locator = modelsOf(pack, 'landmarks')[0] ?? modelOf(pack, 'detector');
  const models = [locator, modelOf(pack, 'embedding')].map(({ sha256, family, input }) => {
    const { color, mean, scale, shape } = input;
    return [sha256, family, color, mean, scale, shape];
  });
  const shapedBy = JSON.stringify([pack.manifest.name, ...models]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(shapedBy));
  return new Uint8Array(digest, 0, 8).slice();
}

function checkManifest(value: unknown, url: string): asserts value is ModelManifest {
  const fault = manifestFault(value);
  if (fault === undefined) return;
  throw packError(`${url} is not a model pack's manifest (${fault}): see models/default.json for the form.`);
}

/** BPE-001002: a pack can't be used. */
export function packError(message: string, cause?: unknown): ApiLiteError {
  return new ApiLiteError('BPE-001002', message, { cause });
}
