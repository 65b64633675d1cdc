import crc32 from 'crc-32';
import { StorageError } from '../../../../src/index.ts';
import { encodeChunk } from '../../../../src/templates/gallery/chunk-codec.ts';
import { passphraseSealer } from '../../../../src/templates/gallery/export-file.ts';
import {
  DIGEST_BYTES,
  digestOf,
  type ExportHeader,
  FORMAT_VERSION,
  FRAME,
  frameContext,
  HEAD_BYTES,
  LENGTH_BYTES,
  MAGIC,
} from '../../../../src/templates/gallery/export-format.ts';
import type { TemplateRecord } from '../../../../src/templates/gallery/records.ts';
import type { Random } from '../../random.ts';
import { joined, mutated } from '../mutate.ts';
import { mutatedJson } from '../mutate-json.ts';
import { type Bench, type Bytes, expectThat, type Kind } from './kind.ts';

const PASSPHRASE = 'correct horse';
const PEOPLE = 4;

/** Files of galleries: damaged as they are, or written anew from damaged parts with the right checksums and seals. */
export const exports: Kind = {
  budget: 15_000,
  inFlight: 4,

  async make(random, bench) {
    const passphrase = random.pick(['', PASSPHRASE]);
    const isWhole = random.percent(30);
    const bytes = isWhole
      ? mutated(await exportFile(bench, passphrase), new Uint8Array(64), random)
      : await exportFile(bench, passphrase, random);
    const given = random.percent(90) ? passphrase : random.pick(['', PASSPHRASE, 'wrong']);
    return {
      bytes: isWhole && random.percent(60) ? await withRightDigest(bytes) : bytes,
      call: { passphrase: given, replace: random.pick(['', 'yes']) },
    };
  },

  async attempt({ bytes, call: { passphrase, replace } }, { engine }) {
    const gallery = await engine.gallery('imports');
    try {
      const options = { ...(passphrase && { passphrase }), replace: replace !== '' };
      const { added, skipped, refused } = await gallery.import(bytes, options);
      expectThat(
        [added, skipped, refused].every((count) => count >= 0),
        'negative counts',
      );
      const { people } = await gallery.info();
      const { total } = await gallery.list();
      expectThat(people === total, `${people} people, ${total} listed`);
      await gallery.export();
      if (people > 50) await gallery.clear();
      return added > 0 ? 'imported' : 'nothing new';
    } finally {
      await gallery.close();
    }
  },

  allows: (error) =>
    error instanceof StorageError && ['tampered', 'wrong-key', 'newer-version'].includes(error.reason),
};

/** A file of a few people; with random numbers, one whose header, frames or templates are damaged. */
async function exportFile({ clean }: Bench, passphrase: string, random?: Random): Promise<Bytes> {
  const damage = random?.below(5);
  const records = Array.from({ length: PEOPLE }, (_, number): TemplateRecord => {
    const template = clean.template.slice();
    if (random && damage === 0) damageTemplate(template, random);
    const key = `${number}`.padStart(32, random ? `${random.below(10)}` : '0');
    const metadata = number % 2 === 0 ? { name: `Person ${number}` } : undefined;
    return {
      key,
      id: `person ${number}`,
      enrolledAt: 1_700_000_000_000 + number,
      ...(metadata && { metadata }),
      template,
    };
  });
  const picture = joined(new TextEncoder().encode('0'.repeat(32)), new Uint8Array([1, 2, 3]));
  let chunk = encodeChunk(records);
  if (random && damage === 1) chunk = withOtherTable(chunk, random);
  let frames = [
    joined(new Uint8Array([FRAME.records]), chunk),
    joined(new Uint8Array([FRAME.picture]), picture),
  ];
  if (random && damage === 2) frames = frames.map((frame) => mutated(frame, frame, random));
  if (random && damage === 3) frames = Array.from({ length: random.below(4) }, () => random.pick(frames));
  const encryption = {
    kdf: 'PBKDF2-SHA-256' as const,
    iterations: 1,
    salt: Array.from({ length: 16 }, () => 7),
  };
  const header: ExportHeader = {
    createdAt: '2025-01-01T00:00:00.000Z',
    templates: PEOPLE,
    frames: frames.length,
    encryption: passphrase ? encryption : null,
  };
  return write(
    random && damage === 4 ? mutatedJson(header, random) : header,
    frames,
    header.encryption,
    passphrase,
  );
}

/** Writes and seals a file as an export does, whatever the header says. */
async function write(
  header: unknown,
  frames: readonly Bytes[],
  encryption: ExportHeader['encryption'],
  passphrase: string,
): Promise<Bytes> {
  const json = new TextEncoder().encode(JSON.stringify(header) ?? '');
  const head = new Uint8Array(HEAD_BYTES);
  head.set(MAGIC);
  new DataView(head.buffer).setUint16(MAGIC.length, FORMAT_VERSION, true);
  new DataView(head.buffer).setUint32(MAGIC.length + 2, json.length, true);
  const start = joined(head, json);
  const headerDigest = await digestOf(start);
  const sealer =
    encryption &&
    (await passphraseSealer(passphrase, { ...encryption, salt: Uint8Array.from(encryption.salt) }));
  const pieces: Bytes[] = [start];
  const digests = [headerDigest];
  for (const [number, frame] of frames.entries()) {
    const sealed = sealer
      ? await sealer.seal(frame, frameContext(headerDigest, number, frames.length))
      : frame;
    const length = new Uint8Array(LENGTH_BYTES);
    new DataView(length.buffer).setUint32(0, sealed.length, true);
    pieces.push(length, sealed);
    digests.push(await digestOf(sealed));
  }
  return joined(...pieces, await digestOf(joined(...digests)));
}

/** Other values in the table of a chunk. */
function withOtherTable(chunk: Bytes, random: Random): Bytes {
  const view = new DataView(chunk.buffer);
  const end = 8 + view.getUint32(4, true);
  const table: unknown = JSON.parse(new TextDecoder().decode(chunk.subarray(8, end)));
  const text = JSON.stringify(mutatedJson(table, random));
  const padded = new TextEncoder().encode(text.padEnd((text.length + 3) & ~3));
  const head = chunk.slice(0, 8);
  new DataView(head.buffer).setUint32(4, padded.length, true);
  return joined(head, padded, chunk.subarray(end));
}

function damageTemplate(template: Bytes, random: Random): void {
  const at = random.percent(50) ? random.below(20) : random.below(template.length);
  template[at] = random.word() & 255;
  const end = template.length - 4;
  new DataView(template.buffer).setInt32(end, crc32.buf(template.subarray(0, end)), true);
}

/** The same bytes with the digest that they should end in, if they have frames at all. */
async function withRightDigest(bytes: Bytes): Promise<Bytes> {
  if (bytes.length < HEAD_BYTES + DIGEST_BYTES) return bytes;
  const view = new DataView(bytes.buffer);
  const end = bytes.length - DIGEST_BYTES;
  let at = Math.min(end, HEAD_BYTES + view.getUint32(MAGIC.length + 2, true));
  const digests = [await digestOf(bytes.slice(0, at))];
  while (at + LENGTH_BYTES <= end) {
    const next = Math.min(end, at + LENGTH_BYTES + view.getUint32(at, true));
    digests.push(await digestOf(bytes.slice(at + LENGTH_BYTES, next)));
    at = next;
  }
  bytes.set(await digestOf(joined(...digests)), end);
  return bytes;
}
