import manifest from '../../models/default.json';
import cohort from '../../models/default-cohort.bin?url';
import detector from '../../models/fr_detect.onnx?url';
import eyes from '../../models/fr_eye.onnx?url';
import embedding from '../../models/fr_feature.onnx?url';
import landmarks from '../../models/fr_landmark.onnx?url';
import antispoofing from '../../models/fr_liveness.onnx?url';
import pose from '../../models/fr_pose.onnx?url';
import type { ModelManifest } from '../runtime/model-manifest.ts';
import { type ModelPack, packFrom } from '../runtime/model-pack.ts';
import { absoluteUrl } from './absolute-url.ts';

/** The pack that comes with the package. One import a file, so that bundlers find the files. */
export const defaultPack: ModelPack = packFrom({
  // JSON widens literals to string and tuples to arrays; a unit test checks the file against the type.
  manifest: manifest as unknown as ModelManifest,
  urls: {
    'fr_detect.onnx': absoluteUrl(detector),
    'fr_landmark.onnx': absoluteUrl(landmarks),
    'fr_feature.onnx': absoluteUrl(embedding),
    'fr_liveness.onnx': absoluteUrl(antispoofing),
    'fr_pose.onnx': absoluteUrl(pose),
    'fr_eye.onnx': absoluteUrl(eyes),
    'default-cohort.bin': absoluteUrl(cohort),
  },
});
