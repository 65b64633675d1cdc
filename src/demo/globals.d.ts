import type { FaceEngine } from '../index.ts';

/** What the demo leaves for the browser's console. */
declare global {
  /** The page's engine. */
  var engine: FaceEngine | undefined;
  /** The library, as an app imports it. */
  var inpageFace: typeof import('../index.ts') | undefined;
}
