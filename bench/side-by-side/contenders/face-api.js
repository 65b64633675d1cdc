// @vladmandic/face-api with one of its detectors.
/** @import { Contender } from './contender.ts' */
import * as faceapi from '/peers/@vladmandic/face-api/dist/face-api.esm.js';
import { canvasOf, canvasOfFrame } from './canvas-of.js';
import { visit } from './first-visit.js';

const MODELS = '/peers/@vladmandic/face-api/model/';

/**
 * WASM: what there is without a GPU. The detectors keep their own defaults.
 *
 * @param {'ssdMobilenetv1' | 'tinyFaceDetector'} detector
 */
export function visitWith(detector) {
  const options =
    detector === 'ssdMobilenetv1'
      ? new faceapi.SsdMobilenetv1Options()
      : new faceapi.TinyFaceDetectorOptions();
  return visit(() => start(detector, options));
}

/**
 * @param {'ssdMobilenetv1' | 'tinyFaceDetector'} detector
 * @param {faceapi.SsdMobilenetv1Options | faceapi.TinyFaceDetectorOptions} options
 * @returns {Promise<Contender>}
 */
async function start(detector, options) {
  const { nets, tf } = faceapi;
  tf.setWasmPaths('/peers/@tensorflow/tfjs-backend-wasm/dist/');
  await tf.setBackend('wasm');
  await tf.ready();
  const needed = [nets[detector], nets.faceLandmark68Net, nets.faceRecognitionNet];
  await Promise.all(needed.map((net) => net.loadFromUri(MODELS)));

  /** @param {Blob} picture */
  async function descriptorOf(picture) {
    const face = await faceapi
      .detectSingleFace(await canvasOf(picture), options)
      .withFaceLandmarks()
      .withFaceDescriptor();
    if (!face) throw new Error('face-api found no face');
    return face.descriptor;
  }

  return {
    async runsOn() {
      const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'simd' : 'no simd';
      return `face-api ${faceapi.version}, tfjs ${tf.version?.['tfjs-core']} (${tf.getBackend()}, ${simd}, ${tf.getThreadsCount?.()} threads)`;
    },
    async extract(picture) {
      return { dimensions: [(await descriptorOf(picture)).length] };
    },
    async extractAll(picture) {
      const faces = await faceapi
        .detectAllFaces(await canvasOf(picture), options)
        .withFaceLandmarks()
        .withFaceDescriptors();
      return { dimensions: faces.map(({ descriptor }) => descriptor.length) };
    },
    async compare(first, second) {
      return faceapi.euclideanDistance(await descriptorOf(first), await descriptorOf(second));
    },
    async follow(frames) {
      let found = 0;
      for (const frame of frames) {
        if (await faceapi.detectSingleFace(canvasOfFrame(frame), options).withFaceLandmarks()) found++;
      }
      return found;
    },
    search(rows, runs) {
      const people = Array.from(
        { length: rows },
        (_, row) => new faceapi.LabeledFaceDescriptors(`person ${row}`, [randomDescriptor()]),
      );
      const matcher = new faceapi.FaceMatcher(people);
      const probe = randomDescriptor();
      return Array.from({ length: runs }, () => {
        const begun = performance.now();
        matcher.findBestMatch(probe);
        return performance.now() - begun;
      });
    },
  };
}

/** As long as its own. */
function randomDescriptor() {
  return Float32Array.from({ length: 128 }, () => Math.random());
}
