import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATIENCE_MS } from '../support/patience.ts';
import { type CampaignSite, serveCampaignSite } from './campaign-site.ts';
import { KIND_NAMES } from './fuzz/kind-names.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { runKills } from './kill/run-kills.ts';

let site: CampaignSite;
beforeAll(async () => {
  site = await serveCampaignSite();
});
afterAll(() => site?.close());

// `npm run fuzz` and `npm run kill` run as many as one likes: docs/reliability.md has what they found.
test('hostile input of every kind is answered as promised', { timeout: 10 * PATIENCE_MS }, async () => {
  const { cases, faults } = await runFuzz(site, {
    cases: 400,
    seed: 1,
    first: 1,
    kinds: KIND_NAMES,
    isSilent: true,
  });
  expect(faults).toEqual([]);
  expect(cases).toBe(400);
});

test('what was acknowledged survives kills of every cheap kind', { timeout: 10 * PATIENCE_MS }, async () => {
  const only = ['worker', 'tab', 'reload', 'renderer', 'browser', 'serviceWorker', 'siteData'] as const;
  const { acknowledged, faults } = await runKills(site, {
    kills: 12,
    seed: 1,
    first: 1,
    only,
    isSilent: true,
  });
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(12);
});
