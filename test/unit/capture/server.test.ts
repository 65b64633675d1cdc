import { expect, test } from 'vitest';

test('does no harm without elements, as in server rendering', async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  const { DEFAULT_TEXTS, FaceCaptureElement } = await import('../../../src/capture/index.ts');
  expect(FaceCaptureElement).toBeTypeOf('function');
  expect(DEFAULT_TEXTS.ready).toBeTypeOf('string');
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
});
