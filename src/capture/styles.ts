import css from './face-capture.css?inline';

let sheet: CSSStyleSheet | undefined;

/** The sheet that all components of a page share: a policy against inline styles does not concern it. */
export function sharedStyles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
