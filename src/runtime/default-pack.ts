import manifest from '../../models/default.json';
import type { ModelEntry, ModelManifest, ModelPack } from './model-pack.ts';

/** One literal URL a file, so that every bundler finds the files and puts them beside the code. */
const FILES: Record<string, URL> = {
  'fr_detect.onnx': new URL('../../models/fr_detect.onnx', import.meta.url),
  'fr_landmark.onnx': new URL('../../models/fr_landmark.onnx', import.meta.url),
  'fr_feature.onnx': new URL('../../models/fr_feature.onnx', import.meta.url),
  'fr_liveness.onnx': new URL('../../models/fr_liveness.onnx', import.meta.url),
  'fr_pose.onnx': new URL('../../models/fr_pose.onnx', import.meta.url),
  'fr_eye.onnx': new URL('../../models/fr_eye.onnx', import.meta.url),
};

/** The pack that comes with the package. */
export const defaultPack: ModelPack = {
  // JSON widens literals to string and tuples to arrays; a unit test checks the file against the type.
  manifest: manifest as unknown as ModelManifest,
  urlOf(model: ModelEntry): string {
    const url = FILES[model.file];
    if (!url) throw new Error(`models/default.json names ${model.file}, default-pack.ts does not.`);
    return url.href;
  },
};
