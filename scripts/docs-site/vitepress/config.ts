// The site's configuration, read from build/docs-pages, where `npm run docs` puts the pages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { ROOT } from '../../project.mjs';
import { headingSlug } from '../heading-slug.ts';
import { sideBar } from '../side-bar.ts';
import { sitePages } from '../site-pages.ts';

const index = readFileSync(join(ROOT, 'docs/README.md'), 'utf8');

export default defineConfig({
  title: 'inpage-face',
  description: 'A face biometric engine that runs inside a web page',
  lang: 'en',
  cacheDir: join(ROOT, 'build/vitepress'),
  markdown: { anchor: { slugify: headingSlug } },
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/' },
      { text: 'API', link: '/api/' },
      { text: 'Examples', link: '/examples/' },
    ],
    sidebar: sideBar(index, sitePages()),
    outline: [2, 3],
    search: { provider: 'local' },
  },
});
