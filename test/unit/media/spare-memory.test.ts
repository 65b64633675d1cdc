import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeMemory } from '../../../src/media/spare-memory.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

test('memory that was given back is used again', () => {
  const first = takeMemory(1000);
  first.release();
  expect(takeMemory(900).bytes).toBe(first.bytes);
});

test('memory that is held is nobody else’s', () => {
  const first = takeMemory(1000);
  const second = takeMemory(1000);
  expect(second.bytes).not.toBe(first.bytes);
  first.release();
  expect(takeMemory(1000).bytes).toBe(first.bytes);
  expect(takeMemory(1000).bytes).not.toBe(first.bytes);
});

test('memory that is too small is not taken, nor one that is far too large', () => {
  const small = takeMemory(100);
  const large = takeMemory(10_000);
  small.release();
  large.release();
  expect(takeMemory(1000).bytes).toHaveLength(1000);
});

test('memory that nobody wants is let go of after some seconds', () => {
  const first = takeMemory(1000);
  first.release();
  vi.advanceTimersByTime(10_000);
  expect(takeMemory(1000).bytes).not.toBe(first.bytes);
});
