import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { packFile } from '../../scripts/pack-choice.ts';
import { defaultPack } from '../../src/page/default-pack.ts';
import type { ModelEntry } from '../../src/runtime/model-manifest.ts';
import { ModelRuntime } from '../../src/runtime/model-runtime.ts';
import type { OnnxRuntime } from '../../src/runtime/onnx-runtime.ts';
import { sampleFile } from './folders.ts';
import { PixelPicture } from './pixel-picture.ts';

const ownFile = ({ file }: ModelEntry) => packFile(file);

/**
 * The default pack's real models in Node, by onnxruntime-web's WASM, without the browser around them.
 *
 * @param fileOf The path of a model's file.
 */
export function nodeRuntime(fileOf = ownFile): ModelRuntime {
  const files = { bytesOf: async (model: ModelEntry) => new Uint8Array(await readFile(fileOf(model))) };
  // Its ES module is for browsers alone.
  const onnx: OnnxRuntime = createRequire(import.meta.url)('onnxruntime-web/wasm');
  return new ModelRuntime(defaultPack, files, async () => onnx, { kind: 'wasm', threads: 1 });
}

/** Whether the models are there: `npm run models` fetches them, as `npm test` does. */
export function hasModels(): boolean {
  try {
    defaultPack.manifest.models.forEach(ownFile);
    return true;
  } catch {
    console.info('Some tests here are skipped: the models are not there. Run `npm run models`.');
    return false;
  }
}

/** A sample, or a part of it, decoded by sharp at the given width. */
export async function decodedSample(
  number: Parameters<typeof sampleFile>[0],
  width: number,
  part?: { left: number; top: number; width: number; height: number },
): Promise<PixelPicture> {
  const whole = sharp(sampleFile(number));
  const { data, info } = await (part ? whole.extract(part) : whole)
    .resize({ width })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return new PixelPicture({ data: new Uint8ClampedArray(data), width: info.width, height: info.height });
}
