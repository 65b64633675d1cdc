// @vladmandic/human with nothing switched on that the job does not need.
/** @import { HumanFace } from '/peers/@vladmandic/human/dist/human.esm.js' */
/** @import { Contender } from './contender.ts' */
import Human from '/peers/@vladmandic/human/dist/human.esm.js';
import { canvasOf, canvasOfFrame } from './canvas-of.js';
import { visit } from './first-visit.js';

const OFF = { enabled: false };

/**
 * WASM: what there is without a GPU. No result of the frame before is reused (cacheSensitivity), nothing is run
 * beforehand (warmup), nothing is checked twice (validateModels), no filter touches the picture.
 */
const COMMON = {
  backend: 'wasm',
  wasmPath: '/peers/@tensorflow/tfjs-backend-wasm/dist/',
  modelBasePath: '/peers/@vladmandic/human/models/',
  cacheSensitivity: 0,
  warmup: 'none',
  validateModels: false,
  filter: { enabled: false, return: false, autoBrightness: false },
  gesture: OFF,
  body: OFF,
  hand: OFF,
  object: OFF,
  segmentation: OFF,
};

/** Detection, the 468 points of the mesh, descriptor. */
const RECOGNITION = {
  ...COMMON,
  face: {
    enabled: true,
    detector: { maxDetected: 1 },
    mesh: { enabled: true },
    description: { enabled: true },
    iris: OFF,
    emotion: OFF,
    antispoof: OFF,
    liveness: OFF,
  },
};

/** As many as the largest group has. */
const GROUP = { ...RECOGNITION, face: { ...RECOGNITION.face, detector: { maxDetected: 100 } } };

/** Both of its checks; its mesh and its descriptor are not needed for them. */
const LIVENESS = {
  ...COMMON,
  face: {
    ...RECOGNITION.face,
    mesh: OFF,
    description: OFF,
    antispoof: { enabled: true },
    liveness: { enabled: true },
  },
};

/** In a video it may reuse what it knows of the frame before, as its defaults say. */
const VIDEO = {
  ...COMMON,
  cacheSensitivity: 0.7,
  face: { ...RECOGNITION.face, description: OFF },
};

const CHECKED_VIDEO = {
  ...VIDEO,
  face: { ...VIDEO.face, antispoof: { enabled: true }, liveness: { enabled: true } },
};

/** @returns {Promise<Contender>} */
async function start() {
  const single = new Human(RECOGNITION);
  await single.load();
  const group = new Human(GROUP);
  const liveness = new Human(LIVENESS);
  const video = new Human(VIDEO);
  const checkedVideo = new Human(CHECKED_VIDEO);
  return {
    async runsOn() {
      const { tf } = single;
      const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'simd' : 'no simd';
      return `human ${single.version}, tfjs ${tf.version?.['tfjs-core']} (${tf.getBackend()}, ${simd}, ${tf.getThreadsCount?.()} threads)`;
    },
    async extract(picture) {
      return { dimensions: [descriptorOf(await facesIn(single, picture)).length] };
    },
    async extractAll(picture) {
      const faces = await facesIn(group, picture);
      return { dimensions: faces.map(({ embedding }) => embedding?.length ?? 0) };
    },
    async compare(first, second) {
      const probe = descriptorOf(await facesIn(single, first));
      return single.match.similarity(probe, descriptorOf(await facesIn(single, second)));
    },
    async detectLiveness(picture) {
      const [face] = await facesIn(liveness, picture);
      if (face?.real === undefined || face.live === undefined) throw new Error('human told no liveness');
      return { dimensions: [] };
    },
    follow: (frames) => facesInVideo(video, frames),
    check: (frames) => facesInVideo(checkedVideo, frames),
    search(rows, runs) {
      const people = Array.from({ length: rows }, () => randomDescriptor());
      const probe = randomDescriptor();
      return Array.from({ length: runs }, () => {
        const begun = performance.now();
        single.match.find(probe, people);
        return performance.now() - begun;
      });
    },
  };
}

/**
 * Pixels are its quickest input: of a bitmap it makes three canvases first.
 *
 * @param {Human} human
 * @param {Blob} picture
 */
async function facesIn(human, picture) {
  return facesOn(human, await canvasOf(picture));
}

/**
 * @param {Human} human
 * @param {readonly VideoFrame[]} frames
 */
async function facesInVideo(human, frames) {
  let found = 0;
  for (const frame of frames) if ((await facesOn(human, canvasOfFrame(frame))).length > 0) found++;
  return found;
}

/**
 * @param {Human} human
 * @param {HTMLCanvasElement} canvas
 */
async function facesOn(human, canvas) {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  const { face, error } = await human.detect(context.getImageData(0, 0, canvas.width, canvas.height));
  if (error) throw new Error(error);
  return face;
}

/** @param {readonly HumanFace[]} faces */
function descriptorOf([face]) {
  if (!face?.embedding) throw new Error('human found no face');
  return face.embedding;
}

/** As long as its own. */
function randomDescriptor() {
  return Array.from({ length: 1024 }, () => Math.random());
}

await visit(start);
