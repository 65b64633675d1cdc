/** A signal that aborts with the first of several, with its reason; in browsers without `AbortSignal.any`, too. */
export function anySignal(...signals: AbortSignal[]): AbortSignal {
  // Absent before Chrome 116, Firefox 124 and Safari 17.4, whatever the type says.
  if ((AbortSignal as { any?: unknown }).any) return AbortSignal.any(signals);
  const joined = new AbortController();
  for (const { aborted, reason } of signals) if (aborted) joined.abort(reason);
  // What has not aborted keeps its listener, as long as it lives: a service worker's signals end with it.
  const ended = { once: true, signal: joined.signal };
  for (const signal of signals) signal.addEventListener('abort', () => joined.abort(signal.reason), ended);
  return joined.signal;
}
