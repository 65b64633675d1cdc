import { ApiLiteError } from '../../../../src/index.ts';
import { DEFAULT_READING_LIMITS } from '../../../../src/media/limits.ts';
import type { Random } from '../../random.ts';
import { mutated } from '../mutate.ts';
import { repairChecksums } from '../structure.ts';
import { type Bench, type Bytes, expectThat, filesIn, type Input, type Kind } from './kind.ts';

/** What videos and archives have in common: both are media of a liveness request. */
const medium: Omit<Kind, 'make'> = {
  budget: DEFAULT_READING_LIMITS.mediumTime,
  inFlight: 4,

  async attempt({ bytes, call: { payload } }, { engine }) {
    const media = [{ name: 'medium', content: bytes }];
    const { media: answered } = await engine.detect({ media, ...(payload && { payload }) });
    expectThat(answered.length === 1, `${answered.length} media answered`);
    return `analysed as ${answered[0]?.media_type}`;
  },

  allows: (error) => error instanceof ApiLiteError && error.code === 'LDE-002004',
};

const PAYLOADS = [
  '',
  JSON.stringify({ analyses: [{ type: 'quality', params: { extract_best_shot: true } }] }),
];

function inputOf(bytes: Bytes, random: Random): Input {
  return { bytes, call: { payload: random.pick(PAYLOADS) } };
}

function damaged(folder: string, random: Random, { corpus }: Bench): Bytes {
  const files = filesIn(corpus, folder);
  return mutated(random.pick(files), random.pick(files), random);
}

/** Videos of the containers that are read, and of codecs that are not. */
export const videos: Kind = {
  ...medium,
  make: (random, bench) => inputOf(damaged('videos', random, bench), random),
};

/** Archives of pictures: zip, tar and tar.gz, nested ones, and those that unpack to very much. */
export const archives: Kind = {
  ...medium,
  make(random, bench) {
    if (random.percent(1))
      return inputOf(new Uint8Array(random.pick(filesIn(bench.corpus, 'bombs'))), random);
    const bytes = damaged('archives', random, bench);
    return inputOf(random.percent(10) ? withTarSize(bytes, random) : bytes, random);
  },
};

/** How a tar writes the size of an entry: octal digits, or a binary number behind a high bit. */
const TAR_SIZES = [
  '77777777777\0',
  '00000000000\0',
  '-0000000001\0',
  '            ',
  '\x80\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff',
];

/** A tar whose first entry says another size; other archives stay as they are. */
function withTarSize(bytes: Bytes, random: Random): Bytes {
  const size = random.pick(TAR_SIZES);
  if (bytes.length < 512) return bytes;
  bytes.set(
    Uint8Array.from(size, (character) => character.charCodeAt(0)),
    124,
  );
  return repairChecksums(bytes);
}
