// `npm test`: brings what is missing and runs every suite. Plain JavaScript: runs on a fresh clone.
// `npm test -- ARGUMENTS` passes them to vitest: `npm test -- --project unit`, `npm test -- test/unit/contract`.
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureModels } from './models.mjs';
import { ROOT, run, runMain } from './project.mjs';

async function main() {
  await ensureInstalled();
  await ensureModels();
  const env = { ...process.env, CHROMIUM_PATH: await ensureChromium() };
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  return run(process.execPath, [vitest, 'run', ...process.argv.slice(2)], { env });
}

await runMain(main);
