// `npm run evaluate:best-shot -- PAIRS.tsv`: which of two pictures of a person would be taken, if one looks down.
import { join, resolve } from 'node:path';
import { openEyesOf, shotRank } from '../../src/capture/shot-rank.ts';
import type { FaceQuality } from '../../src/vision/quality.ts';
import { readListAndOptions } from '../arguments.ts';
import { identityOf, parsePairs, picturesOf } from '../evaluate/labelled-pairs.ts';
import { quantile } from '../evaluate/summarise-measurements.ts';
import { pathInList, readList } from '../measuring/labelled-list.ts';
import { measureFiles } from '../measuring/measure-files.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, runMain } from '../project.mjs';
import { textTable } from '../report/text-table.ts';

const USAGE = `npm run evaluate:best-shot -- PAIRS.tsv [options]

PAIRS.tsv: the list of npm run evaluate

  --models MANIFEST.json   the model pack to measure (default: models/default.json)`;

/** `eyesOpen` from which the eye model calls both open. */
const OPEN = 85;

/** `headPosePitch` of 14 and 17 degrees: an upright head, and a lowered one. */
const UPRIGHT = 94.1;
const LOWERED = 91.4;

/** An `eyeAspectRatio` over another picture's from which lids are lowered: gaze, a smile, or sun in the eyes. */
const LIDS_LOWERED = 0.78;

/** How the first of two pictures looks down beside the second; both have eyes that are called open. */
const LOOKS_DOWN: Record<string, (one: FaceQuality, other: FaceQuality) => boolean> = {
  'the head nods, up or down': (one, other) => one.headPosePitch <= LOWERED && other.headPosePitch >= UPRIGHT,
  'the lids are lowered, the head is upright': (one, other) =>
    Math.min(one.headPosePitch, other.headPosePitch) >= UPRIGHT &&
    one.eyeAspectRatio < LIDS_LOWERED * other.eyeAspectRatio,
};

async function main(): Promise<void> {
  const { list, models } = readListAndOptions(USAGE, {
    models: { type: 'string', default: join(ROOT, 'models/default.json') },
  });
  await ensureModels();
  const pictures = picturesOf(parsePairs(await readList(list)));
  const { runtime, measurements } = await measureFiles<FaceQuality | undefined>({
    files: pictures.map((picture) => pathInList(list, picture)),
    kind: 'pictures',
    manifest: resolve(models),
    folder: join(import.meta.dirname, 'page'),
  });
  const people = new Map<string, FaceQuality[]>();
  for (const [at, quality] of measurements.entries()) {
    if (!quality) continue;
    const person = identityOf(pictures[at] ?? '');
    people.set(person, [...(people.get(person) ?? []), quality]);
  }
  console.log(`\n${runtime}\n\n${openEyes([...people.values()].flat())}\n`);
  const rows = Object.entries(LOOKS_DOWN).map(([what, looksDown]) => rowOf(what, people, looksDown));
  console.log(textTable([['pairs of one person', 'pairs', 'wins by quality', 'wins'], ...rows]).join('\n'));
}

function openEyes(qualities: readonly FaceQuality[]): string {
  const ratios = qualities
    .filter(({ eyesOpen }) => eyesOpen >= OPEN)
    .map(({ eyeAspectRatio }) => eyeAspectRatio);
  const at = (share: number) => quantile(ratios, share).toFixed(2);
  return `eyeAspectRatio of ${ratios.length} pictures with open eyes, 5th to 95th percentile: ${at(0.05)} to ${at(0.95)}`;
}

/** How many pairs there are in which the first looks down, and in how many of them it would be taken. */
function rowOf(
  what: string,
  people: ReadonlyMap<string, readonly FaceQuality[]>,
  looksDown: (one: FaceQuality, other: FaceQuality) => boolean,
): string[] {
  let pairs = 0;
  let winsByQuality = 0;
  let wins = 0;
  for (const qualities of people.values()) {
    const open = qualities.filter(({ eyesOpen }) => eyesOpen >= OPEN);
    for (const [one, other] of open.flatMap((one) => open.map((other) => [one, other] as const))) {
      if (!looksDown(one, other)) continue;
      const eyes = openEyesOf([one, other]);
      pairs++;
      if (one.unifiedQualityScore > other.unifiedQualityScore) winsByQuality++;
      if (shotRank(one, eyes) > shotRank(other, eyes)) wins++;
    }
  }
  return [what, ...[pairs, winsByQuality, wins].map(String)];
}

await runMain(main);
