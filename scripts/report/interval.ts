import { percent } from './percent.ts';

/** The bounds of an interval, in brackets; nothing if there are none. */
export function interval(bounds: readonly [number, number] | undefined): string {
  return bounds ? `(${percent(bounds[0], 1)} to ${percent(bounds[1], 1)})` : '';
}
