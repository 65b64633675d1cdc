import { ApiLiteError } from '../../../../src/index.ts';
import { DEFAULT_READING_LIMITS } from '../../../../src/media/limits.ts';
import { mutated, withOtherDimensions } from '../mutate.ts';
import { expectThat, filesIn, type Kind } from './kind.ts';

const CALLS = ['extract', 'faces', 'quality', 'detect', 'verify', 'bytes'] as const;

/** Encoded pictures, in the formats that browsers decode and some that they do not. */
export const pictures: Kind = {
  budget: DEFAULT_READING_LIMITS.pictureTime,
  inFlight: 8,

  make(random, { corpus }) {
    // Faces take the models' time: few cases have one.
    const folder = random.percent(3) ? 'faces' : 'pictures';
    const source = random.pick(filesIn(corpus, folder));
    const other = random.pick(filesIn(corpus, 'pictures'));
    const bytes = random.percent(8) ? withOtherDimensions(source, random) : mutated(source, other, random);
    return { bytes, call: { method: random.pick(CALLS) } };
  },

  async attempt({ bytes, call: { method } }, { engine, clean }) {
    const picture = new Blob([bytes]);
    if (method === 'extract') return `template of ${(await engine.extract(picture)).length} bytes`;
    if (method === 'bytes') return `template of ${(await engine.extract(bytes)).length} bytes`;
    if (method === 'faces') return `${Math.min(2, (await engine.faces(picture)).length)} faces or more`;
    if (method === 'quality') {
      const { unifiedQualityScore } = await engine.quality(picture);
      expectThat(unifiedQualityScore >= 0 && unifiedQualityScore <= 100, `quality ${unifiedQualityScore}`);
      return 'quality';
    }
    if (method === 'detect') {
      const { score } = await engine.detect(picture);
      expectThat(score >= 0 && score <= 1, `score ${score}`);
      return 'detected';
    }
    const { score } = await engine.verify(picture, clean.template);
    expectThat(score >= 0 && score <= 1, `score ${score}`);
    return 'verified';
  },

  allows(error, { method }) {
    if (!(error instanceof ApiLiteError)) return false;
    // A pack need not have what measures quality.
    if (method === 'quality' && /has no model for/.test(error.message)) return error.code === 'BPE-001002';
    const codes = method === 'detect' ? /^LDE-002004$/ : /^BPE-00(2003|300[123])$/;
    return codes.test(error.code);
  },
};
