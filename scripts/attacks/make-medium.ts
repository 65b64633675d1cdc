import { writeFile } from 'node:fs/promises';
import { cutOut } from './cut-out.ts';
import { movedVideo, stillVideo } from './photo-video.ts';
import type { Plan } from './plan-attacks.ts';
import { print } from './print.ts';
import { type MakeAttack, photographed, type Random } from './scene.ts';
import { screen } from './screen.ts';

const PICTURES = new Map<string, MakeAttack>([
  ['print', print],
  ['screen', screen],
  ['cut-out', cutOut],
]);

/** Makes an attack and writes it. */
export async function makeMedium({ kind, picture, background }: Plan, path: string, random: Random) {
  const make = PICTURES.get(kind);
  if (make) await writeFile(path, await photographed(await make(picture, background, random), random));
  else if (kind === 'still-video') await stillVideo(picture, path);
  else await movedVideo(picture, path, random);
}
