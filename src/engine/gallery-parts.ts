import { toHex } from '../common/hex.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { GalleryParts } from '../templates/gallery/gallery.ts';
import { templateCodec } from '../templates/gallery/template-codec.ts';
import { createVectorIndex } from '../templates/search/create-vector-index.ts';
import type { TemplateComparison } from './template-comparison.ts';

/** What a gallery needs of the engine around it. */
export async function galleryParts(
  comparison: TemplateComparison,
  extract: GalleryParts<PictureInput>['extract'],
): Promise<GalleryParts<PictureInput>> {
  return {
    codec: templateCodec,
    fingerprint: toHex(await comparison.fingerprint()),
    dimension: comparison.dimension,
    createIndex: createVectorIndex,
    extract,
    score: (similarity) => comparison.score(similarity),
    decide: (score) => comparison.decide(score),
  };
}
