import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compiledParts, shippedBinaries } from '../../../../scripts/notice/compiled-parts.ts';
import { shippedPackages } from '../../../../scripts/notice/shipped-packages.ts';
import { notice } from '../../../../scripts/notice/write-notice.ts';
import { ROOT } from '../../../../scripts/project.mjs';

test('NOTICE is what `npm run notice` writes', () => {
  expect(readFileSync(join(ROOT, 'NOTICE'), 'utf8')).toBe(notice());
});

test('every package in it declares a licence that asks for no more than a notice', () => {
  const free = ['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause', 'BSD-2-Clause', '0BSD', 'MPL-2.0'];
  expect(shippedPackages().filter(({ licence }) => !free.includes(licence))).toEqual([]);
});

test('packages that come along with an imported one are in it', () => {
  const names = shippedPackages().map(({ name }) => name);
  expect(names).toContain('onnxruntime-web');
  expect(names).toContain('workbox-core');
  expect(names).not.toContain('vite');
});

test('what is compiled into the runtime is named, as far as its binaries tell it', () => {
  const binaries = shippedBinaries();
  expect(binaries).toContain('ort-wasm-simd-threaded.wasm');
  expect(compiledParts(binaries)).toEqual(expect.arrayContaining(['abseil_cpp', 'protobuf', 'nlohmann']));
  expect(notice()).toContain(compiledParts(binaries).join(', '));
});
