import type { FaceEngine } from 'inpage-face';
import type { FaceCaptureElement } from 'inpage-face/capture';
import { FaceCapture, useEngine, useWatch } from 'inpage-face/react';
import { StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** Says what the engine answers about two photos, what a watch of the first sees, and where the capture stands. */
function App() {
  const { engine, isReady, error } = useEngine();
  const [photos, setPhotos] = useState<(File | undefined)[]>([]);
  const [answer, setAnswer] = useState('');
  const choose = (place: number) => (files: FileList | null) =>
    setPhotos((chosen) => [0, 1].map((other) => (other === place ? files?.[0] : chosen[other])));
  const [first, second] = photos;
  useEffect(() => {
    if (!engine || !first || !second) return;
    engine.extractAndCompare(first, second).then(
      ({ decision, score }) => setAnswer(`${decision} ${score.toFixed(2)}`),
      (failure) => setAnswer(`failed: ${failure.message}`),
    );
  }, [engine, first, second]);
  return (
    <>
      <input
        type="file"
        disabled={!isReady}
        aria-label="First photo"
        onChange={({ target }) => choose(0)(target.files)}
      />
      <input
        type="file"
        disabled={!isReady}
        aria-label="Second photo"
        onChange={({ target }) => choose(1)(target.files)}
      />
      {first && answer && <Report engine={engine} photo={first} answer={answer} />}
      {error && <output>failed: {error.message}</output>}
    </>
  );
}

function Report({ engine, photo, answer }: { engine: FaceEngine | undefined; photo: File; answer: string }) {
  const video = useRef<HTMLVideoElement>(null);
  const [capture, setCapture] = useState<FaceCaptureElement | null>(null);
  const { frame, error } = useWatch(engine, video, { maxFaces: 1 });
  useEffect(() => {
    const drawing = showIn(video.current, photo);
    return () => void drawing.then((stop) => stop());
  }, [photo]);
  const [face] = frame?.faces ?? [];
  return (
    <>
      <video ref={video} muted autoPlay playsInline />
      <FaceCapture engine={engine} ref={setCapture} />
      {face && capture && (
        <output>
          {answer}, face {face.id}, {capture.state}
        </output>
      )}
      {error && <output>failed: {error.message}</output>}
    </>
  );
}

/** Plays a photo, as a camera before it would; gives what ends it. */
async function showIn(video: HTMLVideoElement | null, photo: File): Promise<() => void> {
  const bitmap = await createImageBitmap(photo);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  const draw = () => canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  draw();
  const timer = setInterval(draw, 40);
  if (video) video.srcObject = canvas.captureStream();
  return () => clearInterval(timer);
}

const root = document.querySelector('#app');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );

/** Compiled alone: each mistake must be one. */
export const mistakes = [
  // @ts-expect-error
  <FaceCapture key="1" facing="left" />,
  // @ts-expect-error
  <FaceCapture key="2" onCapture={({ image }) => image} />,
  // @ts-expect-error
  <FaceCapture key="3" texts={{ begin: '' }} />,
];
