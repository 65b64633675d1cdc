import type { Picture } from '../media/picture.ts';
import type { Template } from '../templates/template-bytes.ts';
import type { CallContext, LocatedFace } from '../vision/face-pipeline.ts';
import type { EngineCore } from './engine-core.ts';

/** What it needs of the engine. */
export type TemplateCore = Pick<EngineCore, 'toTemplate' | 'refusal'> & {
  pipeline: Pick<EngineCore['pipeline'], 'embedUpright'>;
};

/** The template of a face as it stands; undefined of one that can't be told from others. */
export async function clearTemplate(
  core: TemplateCore,
  picture: Picture,
  face: LocatedFace,
  context: CallContext,
): Promise<Template | undefined> {
  const embedded = await core.pipeline.embedUpright(picture, face, context);
  if (!(embedded.embedding.length > 0)) return undefined;
  const template = await core.toTemplate(embedded);
  return core.refusal(picture, embedded, template) ? undefined : template;
}
