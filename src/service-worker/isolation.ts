import type { EmbedderPolicy } from '../crossing/script-options.ts';

/**
 * The headers that isolate a page across origins, which WASM threads need, for hosts that can't send them.
 */
export function withIsolation(response: Response, embedderPolicy: EmbedderPolicy): Response {
  if (response.type === 'opaqueredirect' || response.type === 'error') return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', embedderPolicy);
  const { status, statusText } = response;
  const bodiless = status === 204 || status === 205 || status === 304;
  return new Response(bodiless ? null : response.body, { status, statusText, headers });
}

/** What must carry the headers: the page itself, and the same-origin frames and workers it starts. */
export function needsIsolation({ mode, destination }: Pick<Request, 'mode' | 'destination'>): boolean {
  return mode === 'navigate' || destination === 'worker' || destination === 'sharedworker';
}
