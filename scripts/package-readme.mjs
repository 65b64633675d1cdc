// `prepack` and `postpack`: the README as the package holds it, and then the repository's again.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceLinks } from './markdown-links.mjs';
import { isMain, ROOT, readJson, runMain } from './project.mjs';

const README = join(ROOT, 'README.md');

/** Where the repository's waits meanwhile. */
const KEPT = join(ROOT, 'build/README.md');

/** What npm packs besides what package.json lists. */
const ALWAYS_PACKED = ['README.md', 'LICENSE', 'package.json'];

/** Runs some work that packs, with the package's README in its place. @param {() => Promise<unknown>} pack */
export async function withPackageReadme(pack) {
  await setPackageReadme();
  try {
    await pack();
  } finally {
    await restoreReadme();
  }
}

/** The file that a link leads to; undefined if it leads elsewhere. @param {import('./markdown-links.mjs').Link} link */
export function pathOf({ target }) {
  const [path = ''] = target.split('#');
  return path === '' || /^[a-z]+:/.test(path) ? undefined : path;
}

/**
 * A text without the links and pictures that lead to what is not packed: a link becomes its words and its place in the
 * repository.
 *
 * @param {string} text
 * @param {readonly string[]} packed files and folders
 */
export function withoutDeadLinks(text, packed) {
  const isPacked = (/** @type {string} */ path) =>
    packed.some((place) => path === place || path.startsWith(`${place}/`));
  const linked = replaceLinks(text, (link) => {
    const path = pathOf(link);
    if (path === undefined || isPacked(path)) return link.whole;
    if (link.isPicture) return '';
    return link.text === path ? `\`${path}\`` : `${link.text} (\`${path}\`)`;
  });
  return linked.replace(/\n{3,}/g, '\n\n');
}

async function setPackageReadme() {
  await restoreReadme();
  await mkdir(dirname(KEPT), { recursive: true });
  await copyFile(README, KEPT);
  await writeFile(README, asPacked(await readFile(README, 'utf8')));
}

/** Also what a pack that broke off left behind; a README that was written since stays. */
async function restoreReadme() {
  if (!existsSync(KEPT)) return;
  const [kept, present] = await Promise.all([KEPT, README].map((path) => readFile(path, 'utf8')));
  if (present === asPacked(kept ?? '')) await rename(KEPT, README);
  else await rm(KEPT);
}

/** @param {string} text the repository's README */
function asPacked(text) {
  return withoutDeadLinks(text, [...readJson(join(ROOT, 'package.json')).files, ...ALWAYS_PACKED]);
}

if (isMain(import.meta.url)) {
  await runMain(process.argv.includes('--restore') ? restoreReadme : setPackageReadme);
}
