import { distance } from 'fastest-levenshtein';

/**
 * Refuses options of unknown names: a misspelt option must not be taken for one that was left out.
 *
 * @param known Names; one with a dot, such as `protection.passphrase`, belongs deeper and is only suggested.
 * @param where What the options are of, such as `gallery() options`.
 * @throws {TypeError} naming the option and the nearest known one, or if `given` is no object.
 */
export function checkOptions(given: object, known: readonly string[], where: string): void {
  // Callers without types may give anything.
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(`${where} must be an object, not ${String(given)}`);
  }
  for (const name of Object.keys(given)) {
    if (known.includes(name) && !name.includes('.')) continue;
    throw new TypeError(`${where}: "${name}" is unknown. Did you mean "${nearest(name, known)}"?`);
  }
}

function nearest(name: string, known: readonly string[]): string {
  const lastWord = (path: string) => path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const far = (path: string) => distance(lastWord(path), name.toLowerCase());
  return known.reduce((best, next) => (far(next) < far(best) ? next : best));
}
