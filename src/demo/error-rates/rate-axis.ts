import type { Axis } from '../chart.ts';
import { formatCount } from './rate-words.ts';

/** A tick at each power of ten from the lowest up to 1: `1 in 1,000`. */
export function decades(lowest: number): Axis['ticks'] {
  return Array.from({ length: 1 - lowest }, (_, index) => {
    const exponent = lowest + index;
    return { at: 10 ** exponent, label: exponent === 0 ? 'all' : `1 in ${formatCount(10 ** -exponent)}` };
  });
}
