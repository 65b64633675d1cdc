/** Fields of a model pack's manifest that older versions named otherwise. */
const TODAY = new Map([
  ['colour', 'color'],
  ['licence', 'license'],
]);

/** A manifest, or a part of it, with its fields named as today. */
export function spelledAsToday(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelledAsToday);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [
    TODAY.get(name) ?? name,
    spelledAsToday(field),
  ]);
  return Object.fromEntries(fields);
}
