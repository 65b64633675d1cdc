import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cosineSimilarity } from '../../src/templates/similarity.ts';
import { decodeTemplate } from '../../src/templates/template-bytes.ts';
import { SHARED_FOLDER } from '../support/folders.ts';
import type { SeenFace } from './site/template-flow.ts';

const LFW = 'faces/lfw-dev';
const LFW_PICTURES = 200;

/** The group photos, and photos of one person each if the labelled pictures are there. */
export function comparedPictures(hasShared: boolean): { groups: string[]; portraits: string[] } {
  const groups = [1, 2, 3, 4, 5, 6].map((number) => `samples/sample${number}.jpg`);
  if (!hasShared) return { groups, portraits: [] };
  const photos = readdirSync(join(SHARED_FOLDER, LFW), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jpg'))
    .sort();
  const step = Math.floor(photos.length / LFW_PICTURES);
  const portraits = Array.from(
    { length: LFW_PICTURES },
    (_, index) => `shared/${LFW}/${photos[index * step]}`,
  );
  return { groups, portraits };
}

/** The likeness of each face's template with that of the same face elsewhere; none if it was not found there. */
export function likenesses(faces: readonly SeenFace[], others: readonly SeenFace[]): (number | undefined)[] {
  return faces.map(({ box, template }) => {
    const same = others.find((other) => overlap(box, other.box) > 0.5);
    return same && cosineSimilarity(vectorOf(template), vectorOf(same.template));
  });
}

function vectorOf(template: string): Float32Array {
  return decodeTemplate(new Uint8Array(Buffer.from(template, 'base64'))).vector;
}

/** Intersection over union. */
function overlap(a: SeenFace['box'], b: SeenFace['box']): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
}
