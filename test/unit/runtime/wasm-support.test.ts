import { afterEach, expect, test, vi } from 'vitest';
import { checkPromiseIntegration, checkWebAssembly } from '../../../src/runtime/wasm-support.ts';

afterEach(() => vi.unstubAllGlobals());

test('WebAssembly with SIMD is let through', () => {
  expect(checkWebAssembly).not.toThrow();
});

test('without SIMD the error says from which version on models run', () => {
  vi.stubGlobal('WebAssembly', { validate: () => false });
  expect(checkWebAssembly).toThrow(/too old: .* Safari 16.4/);
});

test('without WebAssembly the error says that it is switched off', () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect(checkWebAssembly).toThrow(/switched off/);
});

test('without promise integration the error says what WebGPU lacks', () => {
  vi.stubGlobal('WebAssembly', { Suspending: class {}, promising() {} });
  expect(checkPromiseIntegration).not.toThrow();
  vi.stubGlobal('WebAssembly', {});
  expect(checkPromiseIntegration).toThrow(/JSPI.* Chrome and Edge can from 137/);
});
