/** The tag that says which language an element stands in: the nearest `lang`, through shadow roots; empty if none does. */
export function languageTagOf(element: Element): string {
  const nearest = element.closest<HTMLElement>('[lang]');
  if (nearest) return nearest.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageTagOf(root.host) : '';
}

/** Calls back when a `lang` of the page changes. @returns ends it. */
export function watchLanguage(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document, { subtree: true, attributeFilter: ['lang'] });
  return () => observer.disconnect();
}
