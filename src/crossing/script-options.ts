import { normaliseBasePath } from '../http/routes.ts';

/** Safari knows only `require-corp`; `credentialless` lets pictures of other origins load. */
export type EmbedderPolicy = 'credentialless' | 'require-corp';

/**
 * What the service worker must know before it has read anything: for a request that is not ours it must say so
 * at once. It stands in the query of the script's URL.
 */
export interface ScriptOptions {
  basePath: string;
  /** Undefined if pages are not to be isolated. */
  isolate: EmbedderPolicy | undefined;
  /** The script is the whole service worker, which takes over at once; else it is a part of an app's own. */
  isWhole: boolean;
}

export function writeScriptOptions(script: URL, { basePath, isolate, isWhole }: ScriptOptions): URL {
  const url = new URL(script);
  if (basePath !== '') url.searchParams.set('basePath', basePath);
  if (isolate) url.searchParams.set('isolate', isolate);
  if (isWhole) url.searchParams.set('inpageFace', 'whole');
  return url;
}

export function readScriptOptions(script: URL): ScriptOptions {
  const isolate = script.searchParams.get('isolate');
  return {
    basePath: normaliseBasePath(script.searchParams.get('basePath') ?? ''),
    isolate: isolate === 'credentialless' || isolate === 'require-corp' ? isolate : undefined,
    isWhole: script.searchParams.get('inpageFace') === 'whole',
  };
}
