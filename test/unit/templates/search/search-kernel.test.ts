import { expect, test } from 'vitest';
import { compileKernel, KERNELS } from '../../../../scripts/kernel/compile-kernel.ts';
import { SEARCH_KERNEL_WASM } from '../../../../src/templates/search/search-kernel-wasm.ts';

test('the kernel in the library is its source, compiled: run `npm run build:kernel` if this fails', async () => {
  const built = Buffer.from(await compileKernel(KERNELS.search.source)).toString('base64');
  expect(built === SEARCH_KERNEL_WASM).toBe(true);
});
