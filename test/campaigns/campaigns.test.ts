import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CampaignSite, serveCampaignSite } from './campaign-site.ts';
import { KIND_NAMES } from './fuzz/kind-names.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { runKills } from './kill/run-kills.ts';

let site: CampaignSite;
beforeAll(async () => {
  site = await serveCampaignSite();
}, 120_000);
afterAll(() => site?.close());

/** `npm run fuzz` and `npm run kill` run as many as one likes: docs/reliability.md has what they found. */
const SECONDS = 1000;

test('hostile input of every kind is answered as promised', { timeout: 180 * SECONDS }, async () => {
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

test('what was acknowledged survives kills of every cheap kind', { timeout: 180 * SECONDS }, async () => {
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
