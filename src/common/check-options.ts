/** Placeholder. @throws {TypeError} that names an option which is not known. */
export function checkOptions(given: object, known: readonly string[], what: string): void {
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw new TypeError(`${what}.${name} is unknown; did you mean ${known[0]}?`);
  }
}
