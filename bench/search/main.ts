// npm run bench:search [-- --chromium] [-- --rows=10000,100000]: the search kernel beside a plain loop.
import { parseArgs } from 'node:util';
import { compileKernel } from '../../scripts/kernel/compile-kernel.ts';
import { measureInChromium } from './measure-in-chromium.ts';
import { measureSearch, type SearchFigures } from './measure-search.ts';
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
// A probe searches both indexes three times: fewer probes of a million.
const probesOf = (rows: number) => Math.min(Number(values.probes), Math.ceil(1e8 / rows));

if (values.chromium) {
  const { version, figures } = await measureInChromium(
    readMemory,
    counts.map((rows) => ({ rows, probes: probesOf(rows) })),
  );
  console.log(report(`Chromium ${version}`, figures));
} else {
  const module = new WebAssembly.Module(Uint8Array.from(readMemory));
  const figures: SearchFigures[] = counts.map((rows) => measureSearch(rows, probesOf(rows), module));
  console.log(report(`Node ${process.version}`, figures));
}
