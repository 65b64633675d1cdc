/** A drawing that stands by itself. */
export interface Drawing {
  width: number;
  height: number;
  title: string;
  /** Where the title's line begins. */
  titleAt: { x: number; y: number };
  /** CSS beyond {@link STYLE}. */
  style: string;
  /** Elements below the title. */
  content: readonly string[];
}

/** Light and dark: the colours follow the reader's. */
const STYLE = `
  svg { --paper: #ffffff; --ink: #1f2933 }
  @media (prefers-color-scheme: dark) { svg { --paper: #14181d; --ink: #e4e8ec } }
  .paper { fill: var(--paper) } text { fill: var(--ink) } .title { font-size: 17px; font-weight: 600 }`;

/** Of plots with axes. */
export const PLOT_STYLE = `
  svg { --grid: #d5dbe1; --curve: #0b62c4; font: 14px system-ui, sans-serif }
  @media (prefers-color-scheme: dark) { svg { --grid: #39424c; --curve: #6cb2ff } }
  .grid { stroke: var(--grid) } .curve { stroke: var(--curve); stroke-width: 2.5; fill: none }
  .middle { text-anchor: middle } .end { text-anchor: end }`;

/** A drawing as SVG. */
export function svg({ width, height, title, titleAt, style, content }: Drawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
  <title>${escapeXml(title)}</title>
  <style>${STYLE}${style}</style>
  <rect class="paper" width="100%" height="100%"/>
  <text class="title" x="${titleAt.x}" y="${titleAt.y}">${escapeXml(title)}</text>
  ${content.join('\n  ')}
</svg>
`;
}

/** A text as the content of an element. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
