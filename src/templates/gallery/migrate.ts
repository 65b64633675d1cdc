import { reasonOf } from '../../contract/errors.ts';
import type { CallOptions } from '../../contract/methods.ts';
import type { KeyedTransform } from '../protection/keyed-transform.ts';
import type { LongCallOptions, MigrationResult } from './face-gallery.ts';
import type { GalleryState } from './gallery-state.ts';
import type { Entry } from './people.ts';
import { newRecord, type TemplateRecord } from './records.ts';
import type { TemplateRotation } from './template-rotation.ts';

/** Templates extracted anew before they are written: what is lost at most when the page dies. */
const BATCH = 32;

interface Renewed {
  old: Entry;
  template: Uint8Array<ArrayBuffer>;
  picture: Uint8Array<ArrayBuffer>;
}

/** Extracts templates of another model pack anew from their kept pictures, and reports the rest. */
export async function migrateGallery(
  state: GalleryState,
  extract: (picture: Blob, call: CallOptions) => Promise<Uint8Array<ArrayBuffer>>,
  rotationOf: (transform: KeyedTransform | undefined) => Promise<TemplateRotation>,
  { onProgress, ...call }: LongCallOptions,
): Promise<MigrationResult> {
  const foreign = await state.read((people) => [...people.all()].filter(({ row }) => row < 0), call);
  const reasons = new Map<string, { templates: number; reason: string }>();
  const remains = ({ id }: Entry, reason: string) => {
    reasons.set(id, { templates: (reasons.get(id)?.templates ?? 0) + 1, reason });
  };
  let migrated = 0;
  for (let start = 0; start < foreign.length; start += BATCH) {
    const renewed: Renewed[] = [];
    for (const old of foreign.slice(start, start + BATCH)) {
      call.signal?.throwIfAborted();
      const picture = await state.read(
        // Another tab may have removed the record meanwhile.
        (people) => (old.picture !== undefined && people.has(old.key) ? state.picture(old.key) : undefined),
        call,
      );
      if (!picture) {
        remains(old, 'No picture was kept.');
        continue;
      }
      try {
        const template = await extract(new Blob([picture], { type: old.picture ?? '' }), call);
        renewed.push({ old, template, picture });
      } catch (error) {
        call.signal?.throwIfAborted();
        remains(old, reasonOf(error));
      }
    }
    migrated += await replace(state, renewed, rotationOf, call);
    onProgress?.({ done: Math.min(start + BATCH, foreign.length), total: foreign.length });
  }
  const remaining = [...reasons].map(([id, what]) => ({ id, ...what }));
  return { migrated, remaining };
}

/** @returns How many were replaced: a record that was removed meanwhile stays removed. */
async function replace(
  state: GalleryState,
  renewed: readonly Renewed[],
  rotationOf: (transform: KeyedTransform | undefined) => Promise<TemplateRotation>,
  call: CallOptions,
): Promise<number> {
  let replaced = 0;
  await state.write(async (people, { transform }) => {
    const rotation = await rotationOf(transform);
    const present = renewed.filter(({ old }) => people.has(old.key));
    replaced = present.length;
    if (replaced === 0) return undefined;
    const add: TemplateRecord[] = [];
    const pictures = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const { old, template, picture } of present) {
      const { metadata, picture: type, enrolledAt } = old;
      const record = newRecord(old.id, rotation.enter(template), undefined, { metadata, picture: type });
      // It stays in its place among the person's templates.
      add.push({ ...record, enrolledAt });
      pictures.set(record.key, picture);
    }
    return { add, remove: new Set(present.map(({ old }) => old.key)), pictures };
  }, call);
  return replaced;
}
