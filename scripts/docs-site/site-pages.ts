import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT } from '../project.mjs';

/** What stands beside the code and is a page of the site, under these names. */
const TOP: Readonly<Record<string, string>> = {
  'README.md': 'readme.md',
  'CONTRIBUTING.md': 'contributing.md',
  'CHANGELOG.md': 'changelog.md',
};

/** The API's pages, which typedoc writes, by the entry whose names they list. */
const API = 'api';

/**
 * The pages of the site: the path of each file in the repository with its path in the site. The guides come first, an
 * example's page has the example's name, and a README is its folder's index.
 */
export function sitePages(): Map<string, string> {
  const guides = filesIn('docs', /\.md$/).map((file) => [file, file.replace(/^docs\//, '')] as const);
  const examples = filesIn('examples', /^[^/]+\.md$|^[^/]+\/README\.md$/).map(
    (file) => [file, file.replace(/(.+\/.+)\/README\.md$/, '$1.md')] as const,
  );
  const pages = [...guides, ...examples].map(([file, page]) => [file, asIndex(page)] as const);
  return new Map([...pages, ...Object.entries(TOP)]);
}

/** The guides' pictures, by their path in the repository, with their path in the site. */
export function sitePictures(): Map<string, string> {
  return new Map(filesIn('docs', /\.(svg|png)$/).map((file) => [file, file.replace(/^docs\//, '')]));
}

/**
 * Where a link leads in the site, from its root.
 *
 * @param from The path in the repository of the file that it stands in.
 * @returns undefined if it leads to a file that is no page, such as source.
 * @throws {Error} If it leads to nothing.
 */
export function siteTarget(
  from: string,
  link: string,
  pages: ReadonlyMap<string, string>,
): string | undefined {
  const [path = '', fragment] = link.split('#');
  const hash = fragment === undefined ? '' : `#${fragment}`;
  const file = path === '' ? from : posix.join(posix.dirname(from), path);
  if (file === API) return `/${API}/`;
  const page = pages.get(file);
  if (page !== undefined) return `/${page}${hash}`;
  if (!existsSync(join(ROOT, file))) throw new Error(`${from}: ${link} leads to nothing`);
  return undefined;
}

/**
 * Where a picture lies in the site, from the page that shows it.
 *
 * @param from The path in the repository of that page.
 * @throws {Error} If it is none of the guides'.
 */
export function pictureTarget(from: string, link: string, pages: ReadonlyMap<string, string>): string {
  const picture = sitePictures().get(posix.join(posix.dirname(from), link));
  if (picture === undefined) throw new Error(`${from}: ${link} is no picture of the guides`);
  return posix.relative(posix.dirname(pages.get(from) ?? ''), picture);
}

function asIndex(page: string): string {
  return page.replace(/(^|\/)README\.md$/, '$1index.md');
}

/** Paths in the repository of a folder's files. @param wanted Of the path in the folder. */
function filesIn(folder: string, wanted: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => wanted.test(file) && !file.includes('node_modules/'))
    .map((file) => `${folder}/${file}`)
    .sort();
}
