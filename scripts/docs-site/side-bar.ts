import type { DefaultTheme } from 'vitepress';
import { siteTarget } from './site-pages.ts';

/**
 * The site's list of pages is what docs/README.md lists: a part for each of its headings, with its links in their order.
 *
 * @param index The text of docs/README.md.
 */
export function sideBar(index: string, pages: ReadonlyMap<string, string>): DefaultTheme.SidebarItem[] {
  const [, ...parts] = index.split(/^## /m);
  return parts.map((part) => {
    const [text = ''] = part.split('\n');
    const items = [...part.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].flatMap(([, name = '', link = '']) => {
      const target = siteTarget('docs/README.md', link, pages);
      return target === undefined ? [] : [{ text: asText(name), link: target.replace(/\.md$/, '') }];
    });
    return { text, items };
  });
}

/** VitePress takes these texts for HTML, in which a component's name would be an element. */
function asText(name: string): string {
  return name.replaceAll('`', '').replaceAll('<', '&lt;');
}
