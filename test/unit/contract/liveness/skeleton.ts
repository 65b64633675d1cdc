/**
 * The keys and types of a JSON document: `{ a: 'number', b: ['string'] }`. Free-form objects (`meta_data`)
 * are only said to be objects; a list shows its first element.
 */
export type Skeleton = string | { [key: string]: Skeleton } | Skeleton[];

const FREE_FORM = new Set(['meta_data']);

export function skeletonOf(value: unknown, key = ''): Skeleton {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.slice(0, 1).map((element) => skeletonOf(element));
  if (typeof value !== 'object') return typeof value;
  if (FREE_FORM.has(key)) return 'object';
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, skeletonOf(field, name)]));
}

/** The folders among the reference's examples: its JSON with the comments taken out. */
export function folderExamples(markdown: string): unknown[] {
  return [...markdown.matchAll(/```json\n(\{\n {4}"company_id"[\s\S]*?)```/g)].map((match) =>
    JSON.parse((match[1] ?? '').replace(/\s\/\/ .*$/gm, '')),
  );
}
