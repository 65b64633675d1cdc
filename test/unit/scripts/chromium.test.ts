import { afterEach, describe, expect, test, vi } from 'vitest';
import { findChromium } from '../../../scripts/chromium.mjs';

describe('findChromium', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('takes what CHROMIUM_PATH names', async () => {
    vi.stubEnv('CHROMIUM_PATH', process.execPath);
    expect(await findChromium()).toBe(process.execPath);
  });

  test('refuses a CHROMIUM_PATH that is no program instead of taking another browser', async () => {
    vi.stubEnv('CHROMIUM_PATH', '/no/such/chromium');
    await expect(findChromium()).rejects.toThrow('CHROMIUM_PATH is /no/such/chromium');
  });
});
