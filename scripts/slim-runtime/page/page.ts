// The page in which `npm run record-runtime` has models and the engine run.
import { createEngine } from '../../../src/index.ts';
import type { SessionsRequest } from './recorded-models.ts';
import sessionsWorker from './sessions-worker.ts?worker&url';

/** What the page can be asked for. */
export interface RecordingPage {
  /** Runs models by the runtime itself. @throws what failed that must not. */
  runSessions(request: SessionsRequest): Promise<void>;
  /** Runs the engine's calls over pictures, and says what it ran on. */
  runEngine(manifest: string, threads: number, pictures: readonly string[]): Promise<string>;
}

declare global {
  var recordingPage: RecordingPage | undefined;
}

/** The recorder hears of what was used a little later. */
const REPORTED_MS = 500;

async function runSessions(request: SessionsRequest): Promise<void> {
  const worker = new Worker(sessionsWorker, { type: 'module' });
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(request);
    });
    if (answer !== 'done') throw new Error(answer);
    await reported();
  } finally {
    worker.terminate();
  }
}

async function runEngine(manifest: string, threads: number, pictures: readonly string[]): Promise<string> {
  const engine = await createEngine({ models: manifest, threads, backend: 'wasm', cache: false });
  try {
    await engine.load();
    const files = await Promise.all(pictures.map(async (url) => (await fetch(url)).blob()));
    for (const file of files) {
      await engine.faces(file, { templates: true, anyQuality: true });
      // Some show too many people for some calls, and some packs have not all models.
      await engine.extract(file).catch(() => undefined);
      await engine.quality(file).catch(() => undefined);
      await engine.detect(file).catch(() => undefined);
    }
    await Promise.all(files.map((file) => engine.faces(file)));
    const { tfss } = await engine.version();
    await reported();
    return tfss;
  } finally {
    engine.dispose();
  }
}

function reported(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REPORTED_MS));
}

globalThis.recordingPage = { runSessions, runEngine };
