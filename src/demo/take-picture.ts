import { useCamera } from './camera-dialog.ts';
import { html } from './dom.ts';

/** JPEG quality of the picture taken: artefacts below what the models notice. */
const JPEG_QUALITY = 0.95;

/** Lets the person take a picture; `undefined` if they close the dialog without one. */
export function takePicture(): Promise<File | undefined> {
  return useCamera({
    title: 'Use the camera',
    action: 'Take the picture',
    ready: 'Look into the camera. The picture stays on this page.',
    busy: 'Taking the picture …',
    take: grab,
  });
}

async function grab(video: HTMLVideoElement): Promise<File | undefined> {
  const canvas = html('canvas', { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const jpeg = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY);
  });
  return jpeg ? new File([jpeg], 'camera.jpg', { type: jpeg.type }) : undefined;
}
