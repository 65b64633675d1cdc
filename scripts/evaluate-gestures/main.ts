// `npm run evaluate:gestures -- LIST.tsv…`: how often each gesture is found if it is made, and if it is not.
import { basename, join, resolve } from 'node:path';
import { GESTURES, type Gesture } from '../../src/vision/gestures/gesture-names.ts';
import { readListsAndOptions } from '../arguments.ts';
import { measureFiles } from '../measuring/measure-files.ts';
import { ensureModels } from '../models.mjs';
import { ROOT, runMain } from '../project.mjs';
import { textTable } from '../report/text-table.ts';
import { findInVideo, isHeldAlike, medianTurn, type Share, shareOfClips, type Way } from './gesture-rates.ts';
import { type LabelledVideo, readLists } from './labelled-files.ts';
import type { GestureMeasurement } from './page/page.ts';
import { type Clip, isChanged, picturesToClips } from './picture-clips.ts';

const USAGE = `npm run evaluate:gestures -- LIST.tsv… [options]

LIST.tsv…: pictures with what they show, or videos with the gestures made in them, such as
scripts/evaluate-gestures/pictures.tsv and scripts/evaluate-gestures/videos.tsv

  --models MANIFEST.json   the model pack to measure (default: models/default.json)`;

/** What of a face these are told by does not change with the photographer: photos of other days may be compared. */
const OF_THE_FACE: readonly Gesture[] = ['smile', 'open-mouth', 'close-eyes'];

async function main(): Promise<void> {
  const { lists, models } = readListsAndOptions(USAGE, {
    models: { type: 'string', default: join(ROOT, 'models/default.json') },
  });
  const { pictures, videos } = await readLists(lists);
  await ensureModels();
  const measure = (files: readonly { file: string }[], kind: string, query = '') =>
    measureFiles<GestureMeasurement>({
      files: files.map(({ file }) => file),
      kind,
      query,
      manifest: resolve(models),
      folder: join(import.meta.dirname, 'page'),
    });
  const { runtime, measurements } = await measure(videos, 'videos');
  console.log(`\n${runtime}\n`);
  for (const way of ['asked', 'recorded'] as const) {
    console.log(`${videoTable(videos, measurements, way)}\n`);
  }
  const changed = pictures.filter(isChanged);
  const plain = pictures.filter((picture) => !isChanged(picture));
  const { measurements: ofChanged } = await measure(changed, 'pictures, turned and painted on as well');
  const { measurements: ofPlain } = await measure(plain, 'pictures', '?plain');
  const clips = picturesToClips([...changed, ...plain], [...ofChanged, ...ofPlain]);
  console.log(`\n${pictureTable(clips)}\n\n${seenTurns(clips)}`);
}

function pictureTable(clips: readonly Clip[]): string {
  const header = [
    'gesture',
    'changed: made',
    'not made',
    'photos: made',
    'not made',
    'frames: made',
    'not made',
  ];
  const rows = GESTURES.map((gesture) => {
    const share = (source: Clip['source'], isMade: boolean) =>
      shareOfClips(clips, gesture, (clip) => clip.source === source && isMeant(clip, gesture, isMade));
    const ofPhotos = OF_THE_FACE.includes(gesture);
    return [
      gesture,
      ...[share('changed', true), share('changed', false)].map(written),
      ...(ofPhotos ? [share('pairs', true), share('pairs', false)].map(written) : ['–', '–']),
      ...[share('sessions', true), share('sessions', false)].map(written),
    ];
  });
  return textTable([header, ...rows], 'right').join('\n');
}

/** A picture that is turned shows less of a turn than a head does. */
function seenTurns(clips: readonly Clip[]): string {
  const turns = GESTURES.filter((gesture) => gesture.startsWith('turn-') || gesture.startsWith('look-'));
  const seen = turns.map((gesture) => {
    const { yaw, pitch } = medianTurn(
      clips.filter(({ source, made }) => source === 'changed' && made === gesture),
    );
    return `${gesture} ${(gesture.startsWith('turn-') ? yaw : pitch).toFixed(0)}`;
  });
  return `Degrees by which changed pictures are seen turned, median: ${seen.join(', ')}`;
}

function isMeant(clip: Clip, gesture: Gesture, isMade: boolean): boolean {
  if ((clip.made === gesture) !== isMade) return false;
  return !isMade || !OF_THE_FACE.includes(gesture) || isHeldAlike(clip);
}

function videoTable(
  videos: readonly LabelledVideo[],
  measurements: readonly GestureMeasurement[],
  way: Way,
): string {
  const header = [`videos, ${way}`, 'made', 'elsewhere', 'at (seconds)'];
  const rows = GESTURES.map((gesture) => {
    const made: Share = { found: 0, of: 0 };
    const elsewhere: string[] = [];
    for (const [at, video] of videos.entries()) {
      const measurement = measurements[at];
      if (!measurement) continue;
      const finding = findInVideo(video, measurement, gesture, way);
      made.found += finding.made.found;
      made.of += finding.made.of;
      for (const time of finding.elsewhere) elsewhere.push(`${basename(video.file)} ${time.toFixed(1)}`);
    }
    return [gesture, written(made), String(elsewhere.length), elsewhere.join(', ')];
  });
  const seconds = measurements.reduce((sum, { frames }) => sum + (frames.at(-1)?.time ?? 0), 0);
  return [`${seconds.toFixed(0)} s of video`, ...textTable([header, ...rows], 'right')].join('\n');
}

function written({ found, of }: Share): string {
  return of === 0 ? '–' : `${found} of ${of}`;
}

await runMain(main);
