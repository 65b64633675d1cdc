import { join } from 'node:path';
import { build, type PreviewServer, preview } from 'vite';
import { ROOT } from '../../../scripts/project.mjs';

/** A name of this machine that browsers do not take for it: a page opened by it is no secure context. */
export const INSECURE_HOST = 'capture.test';

/** Builds the page of this folder, as an app builds the library, and serves it on a free port. */
export async function serveCaptureSite(): Promise<PreviewServer> {
  const site = {
    root: import.meta.dirname,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
  } as const;
  const outDir = join(ROOT, 'build/face-capture-tests');
  await build({ ...site, build: { outDir, emptyOutDir: true } });
  return preview({
    ...site,
    build: { outDir },
    preview: { port: 0, strictPort: true, allowedHosts: [INSECURE_HOST] },
  });
}
