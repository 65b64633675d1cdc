import { expect, test } from 'vitest';
import { DEFAULT_TEXTS, FaceCaptureElement } from '../../../../src/capture/index.ts';

test('an app’s texts stand for the English ones, until they are taken away', () => {
  const capture = new FaceCaptureElement();
  capture.texts = { 'center-face': 'Ins Oval, bitte' };
  expect(capture.texts).toEqual({ ...DEFAULT_TEXTS, 'center-face': 'Ins Oval, bitte' });
  capture.texts = undefined;
  expect(capture.texts).toEqual(DEFAULT_TEXTS);
});

test('a text that is never shown is refused by its name', () => {
  const capture = new FaceCaptureElement();
  const misspelt = { 'centre-face': 'Ins Oval, bitte' };
  expect(() => Object.assign(capture, { texts: misspelt })).toThrow(TypeError);
  expect(() => Object.assign(capture, { texts: misspelt })).toThrow(
    '"centre-face" is unknown. Did you mean "center-face"?',
  );
  expect(capture.texts).toEqual(DEFAULT_TEXTS);
});
