import { percent } from '../../scripts/report/percent.ts';
import type { KernelFigures, SearchFigures } from './measure-search.ts';

/** The figures of one number of rows as text. */
export function report({ rows, plainLoop, float, byte, byScore, recall }: SearchFigures): string {
  const line = (name: string, time: number) => `  ${name.padEnd(14)}${time.toFixed(2).padStart(9)} ms`;
  const kernel = (name: string, figures: KernelFigures) =>
    `${line(name, figures.time)}  ${gigabytes(figures.rate)}/s, ` +
    `${percent(figures.rate / figures.bandwidth, 1)} of the ${gigabytes(figures.bandwidth)}/s ` +
    `WebAssembly can read here; ${(figures.bytes / 1e6).toFixed(0)} MB`;
  return [
    `\n${rows.toLocaleString('en')} templates`,
    line('plain loop', plainLoop),
    kernel('kernel, f32', float),
    kernel('kernel, i8', byte),
    `${line('by score, i8', byScore.clean)}; for a bad picture among 1 % of such ${byScore.bad.toFixed(2)} ms`,
    `  recall@1 of i8 against f32, ${recall.probes} probes each: of people enrolled ${percent(recall.enrolled, 1)};` +
      ` of others ${percent(recall.notEnrolled, 1)}, reranked ${percent(recall.notEnrolledReranked, 1)}`,
  ].join('\n');
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
