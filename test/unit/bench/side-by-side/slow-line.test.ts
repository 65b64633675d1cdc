import { describe, expect, test } from 'vitest';
import { SlowLine } from '../../../../bench/side-by-side/slow-line.ts';

/** 10 kB a second, or 10 bytes a millisecond. */
const LINE = { bitsPerSecond: 80_000, latency: 40 };

describe('a slow line', () => {
  test('lets the first byte of a response leave after its latency', () => {
    expect(new SlowLine(LINE).firstByteAt(100)).toBe(140);
  });

  test('carries the pieces of a response without a gap', () => {
    const line = new SlowLine(LINE);
    const first = line.carriedAt(140, 500);
    expect(first).toBe(190);
    expect(line.carriedAt(first, 500)).toBe(240);
  });

  test('is shared by all connections', () => {
    const line = new SlowLine(LINE);
    expect(line.carriedAt(140, 500)).toBe(190);
    expect(line.carriedAt(140, 500)).toBe(240);
    expect(line.carriedAt(190, 500)).toBe(290);
  });

  test('gains nothing by having been idle', () => {
    const line = new SlowLine(LINE);
    line.carriedAt(0, 10);
    expect(line.carriedAt(1000, 500)).toBe(1050);
  });
});
