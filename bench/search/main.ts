// npm run bench:search [-- --chromium] [-- --rows=10000,100000]: the search kernel beside a plain loop.
import { parseArgs } from 'node:util';
import { compileKernel } from '../../scripts/kernel/compile-kernel.ts';
import { measureInChromium } from './measure-in-chromium.ts';
import { DIMENSION, measureSearch, RUNS } from './measure-search.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: {
    chromium: { type: 'boolean', default: false },
    rows: { type: 'string', default: '10000,100000,1000000' },
    probes: { type: 'string', default: '1000' },
  },
});

const readMemory = await compileKernel(new URL('./assembly/read-memory.ts', import.meta.url));
const counts = values.rows.split(',').map(Number);
// A million take their time: fewer probes.
const probesOf = (rows: number) => Math.min(Number(values.probes), Math.ceil(1e8 / rows));

const sizes = counts.map((rows) => ({ rows, probes: probesOf(rows) }));

const environment = values.chromium ? 'Chromium' : `Node ${process.version}`;
console.log(
  `Search among templates of ${DIMENSION} components on one core, ${environment}; fastest of ${RUNS} runs`,
);
if (values.chromium) {
  await measureInChromium(readMemory, sizes, (figures) => console.log(report(figures)));
} else {
  const module = new WebAssembly.Module(Uint8Array.from(readMemory));
  for (const { rows, probes } of sizes) console.log(report(measureSearch(rows, probes, module)));
}
