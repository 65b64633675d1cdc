// Another pack in the default one's place: `PACK=permissive npm test`, `PACK=permissive npm start`.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Connect, Plugin } from 'vite';
import { spelledAsToday } from '../src/runtime/manifest-spelling.ts';
import { ROOT, readJson, SetupError } from './project.mjs';

/** The pack that tests and the demo run with. */
export const PACK = process.env.PACK ?? 'default';

/** Files of packs that npm has not are looked for here too. */
const OTHER_FILES = join(ROOT, '../shared/models');

/**
 * Where a pack's file lies: beside its manifest, or in `../shared/models`.
 *
 * @throws {SetupError} if it is in neither place
 */
export function packFile(file: string, folder: string = join(ROOT, 'models')): string {
  const found = [folder, OTHER_FILES].map((each) => join(each, file)).find(existsSync);
  if (found) return found;
  throw new SetupError(
    `There is no ${join(folder, file)}: \`npm run models -- PACK\` fetches a pack's files.`,
  );
}

/** Puts the chosen pack in the place of `src/page/default-pack.ts`; none if it is the default itself. */
export function chosenPack(): Plugin[] {
  if (PACK === 'default') return [];
  const manifest = join(ROOT, `models/${PACK}.json`);
  if (!existsSync(manifest)) throw new SetupError(`PACK is ${PACK}, but there is no ${manifest}.`);
  const module = join(ROOT, 'src/page/default-pack.ts');
  let isBuild = false;
  return [
    {
      name: 'chosen-pack',
      enforce: 'pre',
      configResolved({ command }) {
        isBuild = command === 'build';
      },
      configureServer({ middlewares }) {
        middlewares.use(SERVED_AT, servePackFiles());
      },
      load(id) {
        return id.split('?')[0] === module ? packModule(manifest, join(module, '..'), isBuild) : undefined;
      },
    },
  ];
}

/** Where Vite's own server, which the tests in the browser run from, has the files: they may lie outside its root. */
const SERVED_AT = '/pack-under-test';

/** Answers with a pack's file of the name in the address. */
export function servePackFiles(folder?: string): Connect.SimpleHandleFunction {
  return async (request, response) => {
    try {
      response.end(await readFile(packFile(basename(request.url ?? ''), folder)));
    } catch {
      response.statusCode = 404;
      response.end();
    }
  };
}

/** As default-pack.ts: in a build with one literal URL a file. */
function packModule(manifest: string, folder: string, isBuild: boolean): string {
  const pack = readJson(manifest);
  const named: { file: string }[] = pack.cohort ? [...pack.models, pack.cohort] : pack.models;
  const files = named.map(({ file }) => file);
  const urls = files.map((file) => {
    const path = relative(folder, packFile(file)).replaceAll('\\', '/');
    const served = `import.meta.url.startsWith('http') ? '${SERVED_AT}/${file}' : `;
    const place = `${isBuild ? '' : served}${JSON.stringify(path)}`;
    return `${JSON.stringify(file)}: new URL(${place}, import.meta.url),`;
  });
  return `const manifest = ${JSON.stringify(spelledAsToday(pack))};
const FILES = {
  ${urls.join('\n  ')}
};
export const defaultPack = { manifest, urlOf: ({ file }) => FILES[file].href };
`;
}
