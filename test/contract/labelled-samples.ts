import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED_FOLDER } from '../support/folders.ts';
import type { LabelledSamples } from './contract-case.ts';

/** Real presentations and attacks of `../shared/pad`; ask first whether the folder is there. */
export function readLabelledSamples(): LabelledSamples {
  const read = (path: string) => new Uint8Array(readFileSync(join(SHARED_FOLDER, 'pad', path)));
  return {
    livePicture: read('nuaa-dev/live/0001_00_00_01_0.jpg'),
    printedPicture: read('nuaa-dev/attack/0001_00_00_01_0.jpg'),
    liveVideo: read('videos/lestari_real.mp4'),
    replayedVideo: read('videos/lestari_fake.mp4'),
  };
}
