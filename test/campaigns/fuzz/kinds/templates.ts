import crc32 from 'crc-32';
import { encodeBase64 } from '../../../../src/common/base64.ts';
import { ApiLiteError } from '../../../../src/index.ts';
import { mutated } from '../mutate.ts';
import { type Bytes, expectThat, type Kind } from './kind.ts';

const CALLS = ['compare', 'compareN', 'base64', 'enroll', 'identify', 'enrollAll', 'verify'] as const;

/** People whom templates are enrolled for: so few that the gallery stays small. */
const MAX_PEOPLE = 50;

/** Templates, most of them with the right checksum. */
export const templates: Kind = {
  budget: 15_000,
  inFlight: 16,

  make(random, { clean }) {
    const bytes = mutated(clean.template, random.bytes(random.between(0, 2000)), random);
    if (random.percent(80)) repairTemplate(bytes, random.percent(70));
    return { bytes, call: { method: random.pick(CALLS), id: `person ${random.below(MAX_PEOPLE)}` } };
  },

  async attempt({ bytes, call: { method, id = '' } }, { engine, gallery, clean }) {
    if (method === 'compare') checkScore(await engine.compare(clean.template, bytes));
    else if (method === 'base64') checkScore(await engine.compare(encodeBase64(bytes), clean.template));
    else if (method === 'compareN') {
      const named = [clean.template, bytes].map((content, at) => ({ filename: `${at}`, content }));
      const { results } = await engine.compareN(clean.template, named);
      expectThat(results.length === 2, `${results.length} results`);
      for (const result of results) checkScore(result);
    } else if (method === 'enroll') {
      const { templates } = await gallery.enroll(id, bytes, { replace: true });
      expectThat(templates === 1, `${templates} templates of one person`);
    } else if (method === 'enrollAll') {
      await gallery.enrollAll([
        { id: 'pair', source: clean.template },
        { id: 'pair', source: bytes },
      ]);
      await gallery.remove('pair');
    } else if (method === 'identify') {
      for (const result of (await gallery.identify(bytes)).results) checkScore(result);
    } else checkScore(await gallery.verify('clean', bytes));
    return `${method} answered`;
  },

  allows(error, { method }) {
    if (!(error instanceof ApiLiteError)) return false;
    // What is no template is a picture to a gallery.
    const isGallery = ['enroll', 'enrollAll', 'identify', 'verify'].includes(method ?? '');
    return (isGallery ? /^BPE-00(200[34]|300[123])$/ : /^BPE-002004$/).test(error.code);
  },
};

function checkScore({ score }: { score: number }): void {
  expectThat(score >= 0 && score <= 1, `score ${score}`);
}

/** Makes the checksum right, and the dimension what the length says. */
function repairTemplate(bytes: Bytes, withDimension: boolean): void {
  if (bytes.length < 24) return;
  const view = new DataView(bytes.buffer);
  if (withDimension) view.setUint16(6, (bytes.length - 24) / 2, true);
  const end = bytes.length - 4;
  view.setInt32(end, crc32.buf(bytes.subarray(0, end)), true);
}
