'use client';

import { createEngine } from 'inpage-face';
import { registerFaceServiceWorker } from 'inpage-face/service-worker';
import { useEffect } from 'react';
import { start } from '../two-photos.js';

export default function Page() {
  useEffect(() => {
    start({ createEngine, registerFaceServiceWorker });
  }, []);
  return (
    <>
      <input type="file" disabled aria-label="First photo" />
      <input type="file" disabled aria-label="Second photo" />
      <output />
    </>
  );
}
