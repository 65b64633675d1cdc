// `npm run notice`: writes NOTICE, the licences of all that the package holds. A test checks that it is up to date.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spelledAsToday } from '../../src/runtime/manifest-spelling.ts';
import { isMain, ROOT, readJson } from '../project.mjs';
import { compiledParts, shippedBinaries } from './compiled-parts.ts';
import { type ShippedPackage, shippedPackages } from './shipped-packages.ts';

const RULE = '-'.repeat(80);

const HEADING = `inpage-face holds code and models of others under the licences below. Its own is in LICENSE.
Written by \`npm run notice\`.`;

/** The parts of a pack's manifest that say where its models come from. */
interface PackManifest {
  name: string;
  version: string;
  source?: { npmPackage: string };
  license?: { declared: string; note: string };
  models?: { file: string; license?: string; origin?: string }[];
}

/** The pack whose files are in the package; of the others it holds at most the manifest. */
const SHIPPED_PACK = 'default';

/** The text of NOTICE. */
export function notice(): string {
  const packs = readdirSync(join(ROOT, 'models'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => spelledAsToday(readJson(join(ROOT, 'models', file))) as PackManifest);
  const sections = [
    ...packs.flatMap(packSections),
    binariesSection(),
    ...shippedPackages().map(packageSection),
  ];
  return `${[HEADING, ...sections].join(`\n\n${RULE}\n\n`)}\n`;
}

/** None of a file that is no manifest. */
function packSections({ name, version, source, license, models }: PackManifest): string[] {
  if (!models) return [];
  const lines = [
    `Model pack "${name}" ${version}${name === SHIPPED_PACK ? '' : ' (its models are not in the package)'}`,
    source && `From the npm package ${source.npmPackage}.`,
    ...models.map((model) => {
      const origin = model.origin ? `, ${model.origin}` : '';
      return `  ${model.file}: ${model.license ?? license?.declared ?? 'no licence declared'}${origin}`;
    }),
    license?.note,
  ];
  return [lines.filter((line) => line !== undefined).join('\n')];
}

/** What the runtime's makers compiled into it beside their own code, as far as the package tells it. */
function binariesSection(): string {
  const binaries = shippedBinaries();
  return `Inside the inference runtime
${binaries.map((name) => `  ${name}`).join('\n')}
These binaries of onnxruntime-web have more in them than its makers' own code. The npm package holds no list of it and none
of its licences. The binaries themselves name these projects: ${compiledParts(binaries).join(', ')}.
For licences its README points to https://github.com/microsoft/onnxruntime/blob/main/README.md#license.`;
}

function packageSection({ name, version, licence, origin, text }: ShippedPackage): string {
  return `${name} ${version}\n${origin}\n${licence}\n\n${text || 'The package declares this licence and holds no file with its text.'}`;
}

if (isMain(import.meta.url)) writeFileSync(join(ROOT, 'NOTICE'), notice());
