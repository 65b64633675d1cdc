import '../../../src/capture/index.ts';
import { createEngine, preload } from '../../../src/index.ts';

declare global {
  var preloadPage: { createEngine: typeof createEngine; preload: typeof preload };
}

globalThis.preloadPage = { createEngine, preload };
