import type { FaceEngine } from 'inpage-face';
import { useEngine } from 'inpage-face/react';
import { useState } from 'react';
import { Attendance } from './attendance';
import type { Gallery } from './people';
import { Unlock } from './unlock';

export function App() {
  const { engine, isReady, progress, error } = useEngine();
  return (
    <main>
      <h1>Attendance</h1>
      {error && <p role="alert">Faces can’t be recognised here. {error.message}</p>}
      {!error && !isReady && (
        <p>
          <label>
            Loading the models <progress value={progress?.loaded ?? 0} max={progress?.total ?? 1} />
          </label>
        </p>
      )}
      {engine && <Office engine={engine} />}
    </main>
  );
}

/** Lives as long as the engine: a gallery ends with it. */
function Office({ engine }: { engine: FaceEngine }) {
  const [gallery, setGallery] = useState<Gallery>();
  if (!gallery) return <Unlock engine={engine} onOpen={setGallery} />;
  const lock = () => {
    setGallery(undefined);
    void gallery.close();
  };
  return <Attendance engine={engine} gallery={gallery} onLock={lock} />;
}
