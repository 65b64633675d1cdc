import { keepErrorCodes } from '../crossing/error-transfer.ts';
import { checkBrowser } from './browser-age.ts';
import { EngineClient } from './engine-client.ts';
import { engineFiles } from './engine-files.ts';
import type { EngineOptions, FaceEngine } from './face-engine.ts';

/**
 * Starts an engine in a worker of its own. It resolves as soon as the worker is up; the models load
 * meanwhile, and calls wait for those they need. If a model can't work, `health()` tells the reason.
 *
 * @throws {TypeError} for a wrong option, if there is no browser (server rendering), or if it is too old.
 * @throws {ApiLiteError} BPE-001001 if the worker can't start.
 */
export async function createEngine(options: EngineOptions = {}): Promise<FaceEngine> {
  checkBrowser();
  keepErrorCodes();
  const engine = new EngineClient(options, await engineFiles(options?.assets));
  try {
    await engine.start(options.signal);
    return engine;
  } catch (error) {
    engine.dispose();
    throw error;
  }
}
