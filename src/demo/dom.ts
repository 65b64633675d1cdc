type Attributes = Record<string, string | number | boolean | undefined>;
type Child = Node | string | undefined;

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

function assemble<Kind extends Element>(target: Kind, attributes: Attributes, children: Child[]): Kind {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) target.setAttribute(name, '');
    else if (value !== undefined && value !== false) target.setAttribute(name, String(value));
  }
  target.append(...children.filter((child) => child !== undefined));
  return target;
}

/** An HTML element; `true` sets an empty attribute, `false` and `undefined` leave it out. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return assemble(document.createElement(tag), attributes, children);
}

/** An SVG element, by the same rules as {@link html}. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  return assemble(document.createElementNS(SVG_NAMESPACE, tag), attributes, children);
}

/** An element of index.html that the demo can't do without. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html lacks #${id}`);
  return found;
}
