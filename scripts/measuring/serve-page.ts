import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, type Connect, type Plugin, type PreviewServer, preview } from 'vite';
import { servePackFiles } from '../pack-choice.ts';
import { ROOT, readJson, SetupError } from '../project.mjs';

const BUILD_FOLDER = join(ROOT, 'build/evaluate');

/** The plainest map from similarity to score. */
const UNCALIBRATED = {
  comparison: {
    knots: [
      [-1, 0],
      [1, 1],
    ],
  },
};

/** A file that a page measures: its path, or what gives its bytes when it is asked for. */
export type ServedFile = string | (() => Promise<Uint8Array>);

/** A page, and what it finds. */
export interface ServedPage {
  /** Folder of the page's index.html. */
  folder: string;
  files: readonly ServedFile[];
  /** Path of the model pack's manifest, its files beside it or in `../shared/models`. */
  manifest: string;
  /** Takes the place of the manifest's calibrations of the same names. */
  calibration?: object;
  /** Names of the antispoofing models that are kept, without the pack's rule; all if undefined. */
  antispoofing?: readonly string[];
}

/** A pack that is yet to be calibrated gets the plainest map for the while, as an engine wants one. */
function serveManifest({
  manifest,
  calibration = {},
  antispoofing,
}: ServedPage): Connect.SimpleHandleFunction {
  const pack = readJson(manifest);
  const body = JSON.stringify({
    ...(antispoofing ? withAntispoofing(pack, antispoofing) : pack),
    calibration: { ...UNCALIBRATED, ...pack.calibration, ...calibration },
  });
  return (_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(body);
  };
}

/** @throws {SetupError} naming the model that the pack has not. */
function withAntispoofing(
  pack: { models: { role: string; name: string }[]; fusion?: object },
  names: readonly string[],
) {
  const { fusion: _, ...rest } = pack;
  const known = pack.models.filter(({ role }) => role === 'antispoofing').map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new SetupError(`There is no antispoofing model ${unknown} in the pack: ${known.join(', ')}.`);
  }
  const models = pack.models.filter(({ role, name }) => role !== 'antispoofing' || names.includes(name));
  return { ...rest, models };
}

/** Serves files by their number: a list may name any file, whatever its name. */
function serveNumbered(files: readonly ServedFile[]): Connect.SimpleHandleFunction {
  return async (request, response) => {
    try {
      const file = files[Number.parseInt(request.url?.slice(1) ?? '', 10)] ?? '';
      response.end(await (typeof file === 'string' ? readFile(file) : file()));
    } catch {
      response.statusCode = 404;
      response.end();
    }
  };
}

/**
 * Builds a page as an app builds the library, and serves it on a free port with the files at `/files/0` and so on,
 * and the pack at `/pack/`.
 */
export async function servePage(served: ServedPage): Promise<PreviewServer> {
  const { folder, files, manifest } = served;
  const serving: Plugin = {
    name: 'measuring-files',
    configurePreviewServer({ middlewares }) {
      middlewares.use('/files', serveNumbered(files));
      middlewares.use(`/pack/${basename(manifest)}`, serveManifest(served));
      middlewares.use('/pack', servePackFiles(dirname(manifest)));
    },
  };
  const page = { root: folder, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' } as const;
  const outDir = join(BUILD_FOLDER, basename(dirname(folder)));
  await build({ ...page, build: { outDir, emptyOutDir: true } });
  return preview({
    ...page,
    build: { outDir },
    preview: { port: 0, strictPort: true },
    plugins: [serving],
  });
}
