import type {
  CroppedRecipe,
  EmbeddingModel,
  ModelEntry,
  ModelOf,
  ModelRole,
} from '../runtime/model-manifest.ts';
import { lackingModel, modelsOf, packError } from '../runtime/model-pack.ts';
import type { ModelRuntime } from '../runtime/model-runtime.ts';
import { ARCFACE_REFERENCE, RETAIL_0095_REFERENCE } from './align.ts';
import { alignedEmbedder } from './aligned-embedder.ts';
import { antispoofingClassifier } from './antispoofing.ts';
import { antispoofingFusion } from './antispoofing-fusion.ts';
import { confirmedDetector } from './confirmed-detector.ts';
import { eyeState24 } from './eyes.ts';
import type { FaceModels, FaceProposer } from './face-models.ts';
import { landmarks68 } from './landmarks.ts';
import { hopenet224 } from './pose.ts';
import type { RunModel } from './run-model.ts';
import { ultrafaceDetector } from './ultraface-detector.ts';
import { YUNET_STEP, yunetDetector } from './yunet-detector.ts';

/** Builds the adapter of one family. @throws {ApiLiteError} BPE-001002 if the model's recipe does not fit it. */
type BuildAdapter<Adapter, Model = ModelEntry> = (run: RunModel, model: Model) => Adapter;

/** What each role's adapters are. */
type AdapterOf = Required<Omit<FaceModels, 'embedder' | 'detector'>> & {
  detector: FaceProposer;
  embedding: FaceModels['embedder'];
};

type Families = { [Role in ModelRole]: Record<string, BuildAdapter<AdapterOf[Role], ModelOf<Role>>> };

const SHIFTED_SMOOTH = { liveIndex: 0, sampling: 'smooth', edge: 'shifted' } as const;
const MIRRORED_SMOOTH = { liveIndex: 0, sampling: 'smooth', edge: 'mirrored' } as const;
const SHIFTED_BILINEAR = { liveIndex: 1, sampling: 'bilinear', edge: 'shifted' } as const;

/** Every model family the engine knows, by role: the one place that a new family is added to. docs/models.md. */
const FAMILIES = {
  detector: {
    ultraface: (run, model) => ultrafaceDetector(run, sized(model, 3, 240, 320)),
    yunet: (run, model) => yunetDetector(run, steppedBy(model, YUNET_STEP)),
  },
  landmarks: { 'landmarks-68': (run, model) => landmarks68(run, sized(model, 1, 64, 64)) },
  embedding: {
    'arcface-112': (run, model) => alignedEmbedder(run, aligned(model, 112), ARCFACE_REFERENCE),
    'retail-0095': (run, model) => alignedEmbedder(run, aligned(model, 128), RETAIL_0095_REFERENCE),
  },
  antispoofing: {
    'antispoofing-128': (run, model) => antispoofingClassifier(run, cropped(model, 3, 128), SHIFTED_SMOOTH),
    'facenox-128': (run, model) => antispoofingClassifier(run, cropped(model, 3, 128), MIRRORED_SMOOTH),
    'minifasnet-80': (run, model) => antispoofingClassifier(run, cropped(model, 3, 80), SHIFTED_BILINEAR),
  },
  pose: { 'hopenet-224': (run, model) => hopenet224(run, cropped(model, 3, 224)) },
  eyes: { 'eye-state-24': (run, model) => eyeState24(run, cropped(model, 1, 24)) },
} as const satisfies Families;

/**
 * Builds the adapters of a pack's models; loads none of them.
 *
 * @throws {ApiLiteError} BPE-001002 naming the model if its family is unknown or its recipe does not fit the
 * family, or the role if the pack lacks what biometry needs.
 */
export function buildFaceModels(runtime: ModelRuntime): FaceModels {
  const { pack } = runtime;
  const [detector] = adaptersOf(runtime, 'detector', FAMILIES.detector);
  const [landmarks] = adaptersOf(runtime, 'landmarks', FAMILIES.landmarks);
  const [embedder] = adaptersOf(runtime, 'embedding', FAMILIES.embedding);
  const antispoofing = antispoofingOf(runtime);
  const [pose] = adaptersOf(runtime, 'pose', FAMILIES.pose);
  const [eyes] = adaptersOf(runtime, 'eyes', FAMILIES.eyes);
  if (!detector) throw lackingModel(pack, 'detector');
  if (!embedder) throw lackingModel(pack, 'embedding');
  if (!landmarks && !detector.givesPoints) throw lackingModel(pack, 'landmarks');
  return {
    detector: confirmedDetector(detector),
    embedder,
    ...(landmarks && { landmarks }),
    ...(antispoofing && { antispoofing }),
    ...(pose && { pose }),
    ...(eyes && { eyes }),
  };
}

/** More models of one role are a mistake in the manifest rather than an ensemble. */
const MAX_ENSEMBLE = 8;

function antispoofingOf(runtime: ModelRuntime): FaceModels['antispoofing'] {
  const rule = runtime.pack.manifest.fusion?.antispoofing;
  const entries = modelsOf(runtime.pack, 'antispoofing');
  const adapters = adaptersOf(runtime, 'antispoofing', FAMILIES.antispoofing, MAX_ENSEMBLE);
  if (adapters.length === 0 && rule === undefined) return undefined;
  const members = adapters.map((model, index) => ({ name: entries[index]?.name ?? '', model }));
  return antispoofingFusion(members, rule);
}

function adaptersOf<Role extends ModelRole>(
  runtime: ModelRuntime,
  role: Role,
  families: Families[Role],
  most = 1,
): AdapterOf[Role][] {
  const models = modelsOf(runtime.pack, role);
  if (models.length > most) {
    const { name } = runtime.pack.manifest;
    throw packError(`The model pack "${name}" has ${models.length} models for ${role}: ${most} at most.`);
  }
  return models.map((model) => {
    const build = Object.hasOwn(families, model.family) ? families[model.family] : undefined;
    if (!build) {
      const known = Object.keys(families).join(', ');
      throw packError(
        `The ${role} model ${model.name} is of the family "${model.family}", which the engine does not know. Known for ${role}: ${known}.`,
      );
    }
    return build((input, clock) => runtime.run(model, input, clock), model);
  });
}

function sized(model: ModelEntry, channels: number, height: number, width: number) {
  const { shape, color } = model.input;
  const wanted = [1, channels, height, width];
  if (shape.join() !== wanted.join()) throw unfit(model, `input.shape must be [${wanted.join(', ')}]`);
  if ((color === 'grey') !== (channels === 1)) {
    throw unfit(model, `input.color can't be ${color} with ${channels} channels`);
  }
  return model.input;
}

function steppedBy(model: ModelEntry, step: number) {
  const [, , height, width] = model.input.shape;
  if (height % step !== 0 || width % step !== 0) {
    throw unfit(model, `height and width in input.shape must be multiples of ${step}`);
  }
  return sized(model, 3, height, width);
}

function aligned(model: EmbeddingModel, side: number): EmbeddingModel {
  sized(model, 3, side, side);
  return model;
}

function cropped(model: ModelEntry, channels: number, side: number): CroppedRecipe {
  const { cropScale, ...recipe } = sized(model, channels, side, side);
  if (cropScale === undefined) throw unfit(model, 'input.cropScale is missing');
  return { ...recipe, cropScale };
}

function unfit({ role, name, family }: ModelEntry, what: string) {
  return packError(`The recipe of the ${role} model ${name} does not fit its family ${family}: ${what}.`);
}
