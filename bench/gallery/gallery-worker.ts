// The gallery as the engine's worker has it, without the models: templates come ready-made.
import { expose, proxy } from 'comlink';
import { toHex } from '../../src/common/hex.ts';
import type { GalleryOptions } from '../../src/templates/gallery/face-gallery.ts';
import { templateCodec } from '../../src/templates/gallery/template-codec.ts';
import { encodeTemplate } from '../../src/templates/template-bytes.ts';
import { openGallery } from '../../test/support/gallery.ts';
import { SyntheticPeople } from '../search/synthetic-people.ts';

const DIMENSION = 512;
const FINGERPRINT = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
/** People enrolled in one call. */
const BATCH = 5_000;

const people = new SyntheticPeople(DIMENSION);
const template = () => encodeTemplate({ fingerprint: FINGERPRINT, quality: 50, vector: people.person() });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const bench = {
  async open(name: string, options: GalleryOptions = {}) {
    const start = performance.now();
    const gallery = await openGallery(name, options, {
      codec: templateCodec,
      fingerprint: toHex(FINGERPRINT),
      dimension: DIMENSION,
    });
    const opening = performance.now() - start;
    return proxy({
      opening,
      people: async () => (await gallery.info()).people,
      /** Milliseconds to enrol so many, in batches. */
      fill: (count: number) =>
        timed(async () => {
          for (let from = 0; from < count; from += BATCH) {
            const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => ({
              id: `person ${from + i}`,
              source: template(),
              metadata: { name: `Person number ${from + i}` },
            }));
            await gallery.enrollAll(batch);
          }
        }),
      /** Milliseconds of single enrolments, each on the disk before the next. */
      async enrolOneByOne(count: number) {
        const times: number[] = [];
        for (let i = 0; i < count; i++) {
          const source = template();
          times.push(await timed(() => gallery.enroll(`single ${i}`, source)));
        }
        return times;
      },
      async identify(count: number) {
        const times: number[] = [];
        for (let i = 0; i < count; i++) {
          const probe = template();
          times.push(await timed(() => gallery.identify(probe)));
        }
        return times;
      },
      remove: (id: string) => timed(() => gallery.remove(id)),
      export: () => timed(() => gallery.export()),
      close: () => gallery.close(),
    });
  },
};

export type BenchWorker = typeof bench;
expose(bench);
