import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, writeJson } from '../../scripts/project.mjs';
import { chart } from './chart.ts';
import type { Measured } from './measured.ts';
import type { Row } from './row.ts';
import { asMarkdown, briefCells, tableCells, targetCells } from './table.ts';
import { isMet, type Target } from './targets.ts';

/** A run with all that tells what its figures are worth. */
export interface Results {
  date: string;
  /** Browser, cores and processor. */
  environment: string;
  /** What each contender ran on, in its own words. */
  runsOn: string[];
  notes: string[];
  rows: Row[];
  targets: Target[];
}

const DOCUMENT = join(ROOT, 'docs/performance.md');
const README = join(ROOT, 'README.md');
const MARKERS = { begin: '<!-- results of npm run bench -->', end: '<!-- end of results -->' };

/** Writes every sample of a run, for whoever doubts its medians. */
export async function writeSamples(folder: string, measured: Measured): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'samples.json'), JSON.stringify(measured));
}

/** Writes the figures as JSON and as a chart into a folder. */
export async function writeFiles(folder: string, results: Results): Promise<void> {
  await mkdir(folder, { recursive: true });
  const json = {
    ...results,
    targets: results.targets.map((target) => ({ ...target, met: isMet(target) ?? null })),
  };
  await writeJson(join(folder, 'side-by-side.json'), json);
  const subtitle = `${results.environment}; medians; each row is drawn to its own scale`;
  await writeFile(
    join(folder, 'side-by-side.svg'),
    chart('Milliseconds, less is better', subtitle, results.rows),
  );
}

/** Puts the figures between the markers of docs/performance.md, and some of them between the README's. */
export async function writeDocuments(results: Results): Promise<void> {
  await writeFile(DOCUMENT, withResults(await readFile(DOCUMENT, 'utf8'), results));
  await writeFile(README, withBrief(await readFile(README, 'utf8'), results));
}

/** A document with the results between its markers. @throws {Error} if it has none. */
export function withResults(
  document: string,
  { date, environment, runsOn, notes, rows, targets }: Results,
): string {
  return between(document, [
    `\`npm run bench -- --write\` on ${date}: ${environment}.`,
    [...runsOn, ...notes].map((line) => `- ${line}`).join('\n'),
    asMarkdown(tableCells(rows)),
    '![Chart of the times](bench/side-by-side.svg)',
    asMarkdown(targetCells(targets)),
  ]);
}

/** The same with what a reader asks first. */
export function withBrief(document: string, { date, environment, rows }: Results): string {
  return between(document, [
    asMarkdown(briefCells(rows)),
    `\`npm run bench\` on ${date}: ${environment}, each by WebAssembly.`,
  ]);
}

function between(document: string, paragraphs: readonly string[]): string {
  const begin = document.indexOf(MARKERS.begin);
  const end = document.indexOf(MARKERS.end);
  if (begin < 0 || end < begin) throw new Error(`The document lacks ${MARKERS.begin} or ${MARKERS.end}`);
  const results = [MARKERS.begin, ...paragraphs, ''].join('\n\n');
  return `${document.slice(0, begin)}${results}${document.slice(end)}`;
}
