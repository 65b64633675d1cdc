// `npm run bench:search`: the search kernel beside a plain loop.
import { readCount, readCounts, readOptions } from '../../scripts/arguments.ts';
import { compileKernel } from '../../scripts/kernel/compile-kernel.ts';
import { runMain } from '../../scripts/project.mjs';
import { measureInChromium } from './measure-in-chromium.ts';
import { DIMENSION, measureSearch, RUNS } from './measure-search.ts';
import { report } from './report.ts';

const USAGE = `npm run bench:search [-- options]

  --chromium   in a page of headless Chromium instead of Node
  --rows N,…   among how many templates (default: 10000,100000,1000000)
  --probes N   searches for the recall of 8-bit rows, at most (default: 1000)`;

/** Comparisons for the recall: among a million templates there are fewer probes. */
const MAX_COMPARISONS = 1e8;

async function main(): Promise<void> {
  const options = readOptions(USAGE, {
    chromium: { type: 'boolean', default: false },
    rows: { type: 'string', default: '10000,100000,1000000' },
    probes: { type: 'string', default: '1000' },
  });
  const maxProbes = readCount('probes', options.probes);
  const sizes = readCounts('rows', options.rows).map((rows) => ({
    rows,
    probes: Math.min(maxProbes, Math.ceil(MAX_COMPARISONS / rows)),
  }));
  const readMemory = await compileKernel(new URL('./assembly/read-memory.ts', import.meta.url));
  const environment = options.chromium ? 'Chromium' : `Node ${process.version}`;
  console.log(
    `Search among templates of ${DIMENSION} components on one core, ${environment}; fastest of ${RUNS} runs`,
  );
  if (options.chromium) {
    await measureInChromium(readMemory, sizes, (figures) => console.log(report(figures)));
  } else {
    const module = new WebAssembly.Module(Uint8Array.from(readMemory));
    for (const { rows, probes } of sizes) {
      console.log(report(await measureSearch(rows, probes, module)));
    }
  }
}

await runMain(main);
