// Another pack in the default one's place: `PACK=permissive npm test`, `PACK=permissive npm start`.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { ROOT, readJson, SetupError } from './project.mjs';

/** The pack that tests and the demo run with. */
export const PACK = process.env.PACK ?? 'default';

/** Files of packs that npm has not are looked for here too. */
const OTHER_FILES = join(ROOT, '../shared/models');

/**
 * Where a pack's file lies: beside its manifest, or in `../shared/models`.
 *
 * @throws {SetupError} where it is in neither place
 */
export function packFile(file: string, folder: string = join(ROOT, 'models')): string {
  const found = [folder, OTHER_FILES].map((each) => join(each, file)).find(existsSync);
  if (found) return found;
  throw new SetupError(
    `There is no ${join(folder, file)}: docs/models.md says where each pack's files come from.`,
  );
}

/** Puts the chosen pack in the place of `src/runtime/default-pack.ts`; none where it is the default itself. */
export function chosenPack(): Plugin[] {
  if (PACK === 'default') return [];
  const manifest = join(ROOT, `models/${PACK}.json`);
  if (!existsSync(manifest)) throw new SetupError(`PACK is ${PACK}, but there is no ${manifest}.`);
  const module = join(ROOT, 'src/runtime/default-pack.ts');
  return [
    {
      name: 'chosen-pack',
      enforce: 'pre',
      load: (id) => (id.split('?')[0] === module ? packModule(manifest, join(module, '..')) : undefined),
    },
  ];
}

/** As default-pack.ts, with one literal URL a file. */
function packModule(manifest: string, folder: string): string {
  const files: string[] = readJson(manifest).models.map(({ file }: { file: string }) => file);
  const urls = files.map((file) => {
    const path = relative(folder, packFile(file)).replaceAll('\\', '/');
    return `${JSON.stringify(file)}: new URL(${JSON.stringify(path)}, import.meta.url),`;
  });
  return `import manifest from ${JSON.stringify(manifest)};
const FILES = {
  ${urls.join('\n  ')}
};
export const defaultPack = { manifest, urlOf: ({ file }) => FILES[file].href };
`;
}
