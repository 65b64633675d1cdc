import { posix } from 'node:path';
import { pictureTarget, siteTarget } from './site-pages.ts';

/** Fenced blocks and code spans, whose brackets are no links; then links and pictures. */
const CODE_OR_LINK =
  /^ *(`{3,})[\s\S]*?^ *\1 *$|(`+)[^`][\s\S]*?\2|(!?)\[((?:[^[\]]|`[^`]*`)*)\]\(([^)\s]+)\)/gm;

/**
 * A page as the site has it. Links to other pages lead to them from the site's root; what leads to a file that is no page,
 * such as source, is its path in words: the site has no address of the repository.
 *
 * @param from The page's path in the repository.
 */
export function siteMarkdown(from: string, markdown: string, pages: ReadonlyMap<string, string>): string {
  return markdown.replace(
    CODE_OR_LINK,
    (whole, _fence, _ticks, picture: string, text: string, link: string | undefined) => {
      if (link === undefined || /^(https?:|#)/.test(link)) return whole;
      if (picture) return `![${text}](${pictureTarget(from, link, pages)})`;
      const target = siteTarget(from, link, pages);
      if (target !== undefined) return `[${text}](${target})`;
      const path = `\`${posix.join(posix.dirname(from), link)}\``;
      return text.includes(path) || path.includes(text.replaceAll('`', '')) ? path : `${text} (${path})`;
    },
  );
}

/** The links of a page that lead to other files or places in it, without those in code. */
export function linksIn(markdown: string): string[] {
  return [...markdown.matchAll(CODE_OR_LINK)]
    .map(([, , , , , link]) => link)
    .filter((link) => link !== undefined)
    .filter((link) => !/^https?:/.test(link));
}
