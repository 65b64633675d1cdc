import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from '../project.mjs';
import { siteMarkdown } from './site-markdown.ts';
import { sitePages, sitePictures } from './site-pages.ts';

/** Where VitePress finds the pages; typedoc writes those of the API beside them. */
export const STAGE = join(ROOT, 'build/docs-pages');

/** Modules of VitePress beside its pages, by what of ours they are. */
const MODULES = {
  '.vitepress/config.mjs': '../../../scripts/docs-site/vitepress/config.ts',
  '.vitepress/theme/index.mjs': '../../../../scripts/docs-site/vitepress/theme/index.ts',
};

/** Puts all pages in place anew, with their links as the site needs them. */
export async function stagePages(): Promise<void> {
  await rm(STAGE, { recursive: true, force: true });
  const pages = sitePages();
  for (const [file, page] of pages) {
    await stage(page, siteMarkdown(file, await readFile(join(ROOT, file), 'utf8'), pages));
  }
  for (const [file, picture] of sitePictures()) {
    await stage(picture, '');
    await copyFile(join(ROOT, file), join(STAGE, picture));
  }
  for (const [place, module] of Object.entries(MODULES)) {
    await stage(place, `export { default } from '${module}';\n`);
  }
}

async function stage(place: string, text: string): Promise<void> {
  const path = join(STAGE, place);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
