/** Options of a name that is none, as a caller without types may give them. */
export const misspelt = (name: string, value: unknown = true) => ({ [name]: value }) as never;

/** What a TypeError says that refuses them. */
export const unknownOption = (name: string, nearest: string): string =>
  `"${name}" is unknown. Did you mean "${nearest}"?`;
