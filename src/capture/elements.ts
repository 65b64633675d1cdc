type Attributes = Record<string, string | number>;

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  return assemble(document.createElement(tag), attributes, children);
}

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Node[]
): SVGElementTagNameMap[Tag] {
  return assemble(document.createElementNS(SVG_NAMESPACE, tag), attributes, children);
}

/** A drawing of 24 units a side, in the colour of the text around it. */
export function icon(...paths: string[]): SVGSVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' },
    ...paths.map((d) => svg('path', { d })),
  );
}

/** @param variant Of the look. @param part For the page's styles. */
export function button(variant: string, part: string): HTMLButtonElement {
  return html('button', { type: 'button', class: `button ${variant}`.trim(), part });
}

function assemble<Kind extends Element>(
  target: Kind,
  attributes: Attributes,
  children: (Node | string)[],
): Kind {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value));
  target.append(...children);
  return target;
}
