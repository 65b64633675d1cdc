// @mediapipe/face_mesh: it follows faces and makes no templates.
/** @import { FaceMesh, Results } from '@mediapipe/face_mesh' */
/** @import { Contender } from './contender.ts' */
import { canvasOfFrame } from './canvas-of.js';

const FILES = '/face_mesh/';

/** @returns {Promise<Pick<Contender, 'runsOn' | 'follow'>>} */
async function start() {
  // It is no module, but sets a global.
  const script = Object.assign(document.createElement('script'), { src: `${FILES}face_mesh.js` });
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  const { FaceMesh: Mesh, VERSION } = /** @type {{ FaceMesh: typeof FaceMesh, VERSION?: string }} */ (
    /** @type {unknown} */ (globalThis)
  );
  const mesh = new Mesh({ locateFile: (file) => FILES + file });
  mesh.setOptions({ maxNumFaces: 1 });
  let found = 0;
  mesh.onResults((/** @type {Results} */ { multiFaceLandmarks }) => {
    if (multiFaceLandmarks.length > 0) found++;
  });
  await mesh.initialize();
  return {
    runsOn: async () => `@mediapipe/face_mesh ${VERSION ?? ''} (wasm and WebGL)`,
    async follow(frames) {
      found = 0;
      for (const frame of frames) await mesh.send({ image: canvasOfFrame(frame) });
      return found;
    },
  };
}

try {
  globalThis.contender = /** @type {Contender} */ (await start());
  globalThis.firstTemplate = performance.now();
} catch (error) {
  globalThis.contenderFailure = error instanceof Error ? (error.stack ?? error.message) : String(error);
}
