/** The contract's code of an engine's error, whichever copy of the package the engine comes from. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
