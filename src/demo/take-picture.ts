import { useCamera } from './camera-dialog.ts';
import type { EngineHost } from './engine-host.ts';

/** Lets the person take a picture; `undefined` if they close the dialog without one. */
export async function takePicture(host: EngineHost): Promise<File | undefined> {
  const taken = await useCamera(host, {
    title: 'Use the camera',
    hint: 'The picture is taken by itself when all is well, and stays on this page.',
  });
  return taken && new File([taken.picture], 'camera.jpg', { type: taken.picture.type });
}
