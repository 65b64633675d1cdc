import { describe, expect, test } from 'vitest';
import { isInstalled } from '../../../scripts/install.mjs';

describe('isInstalled', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/vite': { version: '8.0.0' },
    'node_modules/esbuild-other-platform': { version: '1.0.0', optional: true },
  };

  test('holds if every package that is needed here has its locked version', () => {
    expect(isInstalled(wanted, { 'node_modules/vite': { version: '8.0.0' } })).toBe(true);
  });

  test.each([
    ['a package is missing', {}],
    ['a package has another version', { 'node_modules/vite': { version: '7.0.0' } }],
    [
      'an optional package has another version',
      {
        'node_modules/vite': { version: '8.0.0' },
        'node_modules/esbuild-other-platform': { version: '0.9.0' },
      },
    ],
  ])('does not hold if %s', (_case, installed) => {
    expect(isInstalled(wanted, installed)).toBe(false);
  });
});
