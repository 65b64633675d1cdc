import { posix } from 'node:path';
import { linksOf, replaceLinks } from '../markdown-links.mjs';
import { pictureTarget, siteTarget } from './site-pages.ts';

/**
 * A page as the site has it. Links to other pages lead to them from the site's root; what leads to a file that is no page,
 * such as source, is its path in words: the site has no address of the repository.
 *
 * @param from The page's path in the repository.
 */
export function siteMarkdown(from: string, markdown: string, pages: ReadonlyMap<string, string>): string {
  return replaceLinks(markdown, ({ whole, isPicture, text, target: link }) => {
    if (/^(https?:|#)/.test(link)) return whole;
    if (isPicture) return `![${text}](${pictureTarget(from, link, pages)})`;
    const target = siteTarget(from, link, pages);
    if (target !== undefined) return `[${text}](${target})`;
    const path = `\`${posix.join(posix.dirname(from), link)}\``;
    return text.includes(path) || path.includes(text.replaceAll('`', '')) ? path : `${text} (${path})`;
  });
}

/** The links of a page that lead to other files or places in it, without those in code. */
export function linksIn(markdown: string): string[] {
  return linksOf(markdown)
    .map(({ target }) => target)
    .filter((target) => !/^https?:/.test(target));
}
