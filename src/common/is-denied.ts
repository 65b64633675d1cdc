/** Whether the platform refuses a part of itself to this page, such as storage and locks to a sandboxed frame. */
export function isDenied(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'SecurityError';
}
