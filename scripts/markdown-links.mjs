// Plain JavaScript: a pack needs it, with no more than Node.

/** Fenced blocks and code spans, whose brackets are no links; then links and pictures. */
const CODE_OR_LINK =
  /^ *(`{3,})[\s\S]*?^ *\1 *$|(`+)[^`][\s\S]*?\2|(!?)\[((?:[^[\]]|`[^`]*`)*)\]\(([^)\s]+)\)/gm;

/** @typedef {{ whole: string, isPicture: boolean, text: string, target: string }} Link */

/**
 * A text with something else in place of each link and picture, those in code apart.
 *
 * @param {string} markdown
 * @param {(link: Link) => string} replace
 */
export function replaceLinks(markdown, replace) {
  return markdown.replace(CODE_OR_LINK, (whole, _fence, _ticks, picture, text, target) =>
    target === undefined ? whole : replace({ whole, isPicture: picture !== '', text, target }),
  );
}

/** The links and pictures of a text, those in code apart. @param {string} markdown */
export function linksOf(markdown) {
  /** @type {Link[]} */
  const links = [];
  replaceLinks(markdown, (link) => {
    links.push(link);
    return link.whole;
  });
  return links;
}
