/** Milliseconds as people read them: a decimal below ten, seconds from ten seconds on. */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds < 0.05) return '< 0.1 ms';
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${milliseconds.toFixed(milliseconds < 9.95 ? 1 : 0)} ms`;
}

/** Megabytes (10^6 bytes) with one decimal. */
export function formatMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** A comparison score, never rounded up: 0.8499 must not read as a threshold it has not reached. */
export function formatScore(score: number): string {
  return (Math.floor(score * 1000) / 1000).toFixed(3);
}
