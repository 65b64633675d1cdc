import { describe, expect, test } from 'vitest';
import { checkOptions } from '../../../src/common/check-options.ts';

const GALLERY = ['signal', 'protection', 'unlinkable', 'protection.passphrase'];

describe('options', () => {
  test('of known names pass, whatever they hold', () => {
    expect(() => checkOptions({}, GALLERY, 'gallery() options')).not.toThrow();
    expect(() => checkOptions({ signal: undefined, protection: 'device' }, GALLERY, '')).not.toThrow();
  });

  test.for([
    [{ protecton: 'device' }, 'gallery() options: "protecton" is unknown. Did you mean "protection"?'],
    [
      { passphrase: 'x' },
      'gallery() options: "passphrase" is unknown. Did you mean "protection.passphrase"?',
    ],
    [
      { passPhrase: 'x' },
      'gallery() options: "passPhrase" is unknown. Did you mean "protection.passphrase"?',
    ],
    [{ 'protection.passphrase': 'x' }, '"protection.passphrase" is unknown'],
  ] as const)('%o is refused with the nearest known name', ([options, message]) => {
    expect(() => checkOptions(options, GALLERY, 'gallery() options')).toThrow(TypeError);
    expect(() => checkOptions(options, GALLERY, 'gallery() options')).toThrow(message);
  });

  test('that are no object are refused', () => {
    for (const wrong of [null, 5, 'x']) {
      expect(() => checkOptions(wrong as never, GALLERY, 'gallery() options')).toThrow(
        `gallery() options must be an object, not ${String(wrong)}`,
      );
    }
  });
});
