import { expect, test } from 'vitest';
import { sameMaps } from '../../../scripts/same-maps.ts';

/** What the plugin makes of a file of a build. */
function after(fileName: string, source: string): unknown {
  const bundle = { [fileName]: { type: 'asset', fileName, source } };
  const { generateBundle } = sameMaps;
  if (typeof generateBundle !== 'object') throw new Error('The plugin has no hook');
  Reflect.apply(generateBundle.handler, undefined, [undefined, bundle, true]);
  return bundle[fileName]?.source;
}

test('names that differ from build to build do not reach source maps', () => {
  const [one, other] = ['cn7IAAGY294pWGc7MpElVg', '$oUiuAXR7gZMKRQU56HW2w'].map((name) =>
    after('shared.js.map', `{"names":["import.meta.ROLLDOWN_FILE_URL_${name}"]}`),
  );
  expect(one).toBe('{"names":["import.meta.ROLLDOWN_FILE_URL"]}');
  expect(other).toBe(one);
});

test('other files stay as they are', () => {
  expect(after('model.bin', 'ROLLDOWN_FILE_URL_a')).toBe('ROLLDOWN_FILE_URL_a');
});
