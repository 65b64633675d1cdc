import { confidenceInterval, ruleOfThree } from './confidence-interval.ts';
import type { MeasuredRate } from './measured-rates.ts';

/** Errors below which a rate is only a hint: Doddington's rule of 30. */
const RELIABLE_ERRORS = 30;

export const formatCount = new Intl.NumberFormat('en-GB').format;
const twoDigits = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 }).format;

/** A rate as people count: `3 of 100`, `6 of 1,000`, `1 in 10,000`. */
export function formatShare(rate: number): string {
  if (rate <= 0) return 'none';
  if (rate >= 0.995) return rate === 1 ? 'all' : 'nearly all';
  if (rate >= 0.0095) return `${Math.round(rate * 100)} of 100`;
  if (rate >= 0.00095) return `${Math.round(rate * 1000)} of 1,000`;
  return `1 in ${formatCount(roundedDown(1 / rate))}`;
}

/** A rate in per cent, two digits of it. */
export function formatPercent(rate: number): string {
  return `${twoDigits(rate * 100)} %`;
}

/** A sentence's start: `About 3 of 100`; if no error was seen, what the sample rules out. */
export function aboutShare({ errors, pairs, rate }: MeasuredRate): string {
  if (errors === 0) return `Fewer than ${formatShare(ruleOfThree(pairs))}`;
  const share = formatShare(rate);
  return rate >= 0.995 ? capitalised(share) : `About ${share}`;
}

/** How sure a rate is: the errors counted, the interval, and whether they are enough. */
export function certaintyOf({ errors, pairs, rate }: MeasuredRate): string {
  const counted = `${formatCount(errors)} of ${formatCount(pairs)} pairs`;
  if (errors === 0) {
    return `${counted}. No error among so many says, with 95 % confidence, that the rate is below ${formatPercent(ruleOfThree(pairs))} (the rule of three), and no more.`;
  }
  const [low, high] = confidenceInterval(rate, pairs);
  const interval = `${counted}; 95 % interval ${formatPercent(low)} to ${formatPercent(high)}.`;
  return errors < RELIABLE_ERRORS
    ? `${interval} Fewer than ${RELIABLE_ERRORS} errors: a hint only.`
    : interval;
}

/** Two digits, the rest cut off: a rate is never said to be rarer than it is. */
function roundedDown(count: number): number {
  const unit = 10 ** (Math.floor(Math.log10(count)) - 1);
  return Math.floor(count / unit + 1e-9) * unit;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
