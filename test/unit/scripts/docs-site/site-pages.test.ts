import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { createMarkdownRenderer } from 'vitepress';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileTemplate } from 'vue/compiler-sfc';
import { headingSlug } from '../../../../scripts/docs-site/heading-slug.ts';
import { sideBar } from '../../../../scripts/docs-site/side-bar.ts';
import { linksIn, siteMarkdown } from '../../../../scripts/docs-site/site-markdown.ts';
import { sitePages, siteTarget } from '../../../../scripts/docs-site/site-pages.ts';
import { ROOT } from '../../../../scripts/project.mjs';

const PAGES = sitePages();

const textOf = (file: string): string => readFileSync(`${ROOT}/${file}`, 'utf8');

/** The fragments that a page's headings have, on a code host and in the site alike. */
function fragmentsOf(file: string): string[] {
  const prose = textOf(file).replaceAll(/^ *```[\s\S]*?^ *```/gm, '');
  const counts = new Map<string, number>();
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
    const slug = headingSlug(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

test('guides, examples and what stands beside the code are pages', () => {
  expect(Object.fromEntries(PAGES)).toMatchObject({
    'docs/README.md': 'index.md',
    'docs/verify.md': 'verify.md',
    'docs/decisions/README.md': 'decisions/index.md',
    'examples/README.md': 'examples/index.md',
    'examples/vue-login/README.md': 'examples/vue-login.md',
    'README.md': 'readme.md',
  });
});

describe('a link', () => {
  test.each([
    ['[a](verify.md#long-calls)', '[a](/verify.md#long-calls)'],
    ['[a](../README.md)', '[a](/readme.md)'],
    ['[a](decisions/README.md)', '[a](/decisions/index.md)'],
    ['[a](../examples/vue-login/README.md)', '[a](/examples/vue-login.md)'],
    ['[the API](../api)', '[the API](/api/)'],
    ['[a](#here)', '[a](#here)'],
    ['[a](https://example.org/)', '[a](https://example.org/)'],
    ['[the limits](../src/media/limits.ts)', 'the limits (`src/media/limits.ts`)'],
    ['[models/default.json](../models/default.json)', '`models/default.json`'],
    ['![Chart](bench/side-by-side.svg)', '![Chart](bench/side-by-side.svg)'],
    ['`[a](verify.md)`', '`[a](verify.md)`'],
    ['```js\n[a](verify.md)\n```', '```js\n[a](verify.md)\n```'],
    ['[`faces`](verify.md)', '[`faces`](/verify.md)'],
  ])('%s becomes %s', (markdown, expected) => {
    expect(siteMarkdown('docs/guide.md', markdown, PAGES)).toBe(expected);
  });

  test('to a picture leads to where it lies from the page that shows it', () => {
    const chart = (link: string) => `![Chart](${link})`;
    expect(siteMarkdown('README.md', chart('docs/bench/side-by-side.svg'), PAGES)).toBe(
      chart('bench/side-by-side.svg'),
    );
    expect(siteMarkdown('examples/README.md', chart('../docs/bench/side-by-side.svg'), PAGES)).toBe(
      chart('../bench/side-by-side.svg'),
    );
    expect(() => siteMarkdown('README.md', chart('gone.svg'), PAGES)).toThrow('README.md: gone.svg');
  });

  test('to nothing is an error', () => {
    expect(() => siteMarkdown('docs/guide.md', '[a](gone.md)', PAGES)).toThrow('docs/guide.md: gone.md');
  });

  test.each([...PAGES.keys()])('of %s leads to a file, and to a heading that is there', (file) => {
    const lost = linksIn(textOf(file)).filter((link) => {
      const [path = '', fragment] = link.split('#');
      siteTarget(file, link, PAGES);
      const target = path === '' ? file : posix.join(posix.dirname(file), path);
      return fragment !== undefined && target.endsWith('.md') && !fragmentsOf(target).includes(fragment);
    });
    expect(lost).toEqual([]);
  });
});

describe('docs/README.md', () => {
  const listed = sideBar(textOf('docs/README.md'), PAGES).flatMap(({ items = [] }) => items);

  test('lists every guide: it is the list of the site', () => {
    const links = listed.map(({ link }) => `${link?.slice(1)}.md`);
    const guides = [...PAGES].flatMap(([file, page]) => (/^docs\/[^/]+\.md$/.test(file) ? [page] : []));
    expect(guides.filter((page) => page !== 'index.md' && !links.includes(page))).toEqual([]);
  });

  test('names pages in words that are no HTML', () => {
    expect(listed).toContainEqual({ text: '&lt;face-capture>', link: '/capture' });
  });
});

test('examples/README.md lists every example', () => {
  const links = linksIn(textOf('examples/README.md'));
  const examples = [...PAGES.keys()].filter((file) => /^examples\/.+\/README\.md$/.test(file));
  expect(examples.filter((file) => !links.includes(file.replace('examples/', '')))).toEqual([]);
});

describe('VitePress', () => {
  let render: (markdown: string) => string;

  beforeAll(async () => {
    const markdown = await createMarkdownRenderer(ROOT, { anchor: { slugify: headingSlug } });
    render = (text) => markdown.render(text, { path: '', relativePath: '', cleanUrls: false });
  });

  test.each([...PAGES.keys()])('makes a page of %s', (file) => {
    const source = render(siteMarkdown(file, textOf(file), PAGES));
    expect(compileTemplate({ source, filename: file, id: file }).errors).toEqual([]);
  });

  test('gives headings the fragments by which they are linked to', () => {
    expect(render("## What `it` doesn't say, and what\n")).toContain('id="what-it-doesnt-say-and-what"');
  });
});
