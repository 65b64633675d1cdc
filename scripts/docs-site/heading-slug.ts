/**
 * The fragment by which a heading is linked to, as code hosts have it: a link is right there and in the site.
 *
 * @param heading Its text, without Markdown's marks.
 */
export function headingSlug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\p{Mark} _-]/gu, '')
    .replaceAll(' ', '-');
}
