import { ApiLiteError } from '../../contract/errors.ts';
import type { KeyedTransform } from '../protection/keyed-transform.ts';
import type { Sealer } from '../protection/sealer.ts';
import { StorageError } from '../storage-error.ts';
import { decodeChunk } from './chunk-codec.ts';
import { passphraseSealer } from './export-file.ts';
import {
  DIGEST_BYTES,
  digestOf,
  type ExportHeader,
  FORMAT_VERSION,
  FRAME,
  frameContext,
  HEAD_BYTES,
  KEY_CHARACTERS,
  LENGTH_BYTES,
  MAGIC,
  parseHeader,
} from './export-format.ts';
import type { ImportOptions, ImportResult, LongCallOptions } from './face-gallery.ts';
import type { GalleryCommonness } from './gallery-commonness.ts';
import type { GalleryState } from './gallery-state.ts';
import { checkRecord, type TemplateRecord } from './records.ts';
import type { TemplateRotation } from './template-rotation.ts';

/** Adds what a file holds, in one change. */
export async function importFile(
  state: GalleryState,
  file: Blob | ArrayBuffer | Uint8Array,
  rotationOf: (transform: KeyedTransform | undefined) => Promise<TemplateRotation>,
  commonness: GalleryCommonness,
  { passphrase, replace = false, ...call }: ImportOptions,
): Promise<ImportResult> {
  const blob = file instanceof Blob ? file : new Blob([file as ArrayBuffer]);
  const { records, pictures } = await readExportFile(blob, passphrase, call);
  let result: ImportResult = { added: 0, skipped: 0, refused: 0 };
  await state.write(
    async (people, { transform }) => {
      const rotation = await rotationOf(transform);
      // A record never changes: one that is in both stays as it is.
      const inFile = new Set(records.map(({ key }) => key));
      const leaving = replace
        ? [...people.all()].map(({ key }) => key).filter((key) => !inFile.has(key))
        : [];
      orDamaged(() => {
        for (const { template } of records) rotation.check(template);
      });
      const fresh = records.filter(({ key }) => !people.has(key));
      const add: TemplateRecord[] = [];
      for (const record of fresh) {
        // One of before there was a cohort: once rotated, it could not be measured.
        const measured = { ...record, template: await commonness.measured(record.template) };
        const entered = entering(measured, rotation, transform !== undefined);
        if (entered) add.push(entered);
      }
      result = {
        added: add.length,
        skipped: records.length - fresh.length,
        refused: fresh.length - add.length,
      };
      if (add.length === 0 && leaving.length === 0) return undefined;
      const added = new Set(add.map(({ key }) => key));
      return {
        add,
        remove: new Set(leaving),
        pictures: new Map([...pictures].filter(([key]) => added.has(key))),
      };
    },
    { signal: call.signal },
  );
  return result;
}

/** The record as the gallery keeps it; `undefined` if an unlinkable one can't take it. */
function entering(
  record: TemplateRecord,
  rotation: TemplateRotation,
  isUnlinkable: boolean,
): TemplateRecord | undefined {
  try {
    return { ...record, template: rotation.enter(record.template) };
  } catch (error) {
    if (!(error instanceof ApiLiteError)) throw error;
    // A plain gallery keeps templates of another model pack, for its migration.
    return isUnlinkable ? undefined : record;
  }
}

interface ExportContent {
  records: TemplateRecord[];
  /** By their record's key. */
  pictures: Map<string, Uint8Array<ArrayBuffer>>;
}

/** Reads and checks all of a file. @throws {StorageError} */
async function readExportFile(
  file: Blob,
  passphrase: string | undefined,
  { onProgress, signal }: LongCallOptions,
): Promise<ExportContent> {
  const { header, headerDigest, framesStart } = await readHeader(file);
  await checkDigest(file, header, headerDigest, framesStart, signal);
  const sealer = await sealerOf(header, passphrase);
  const records = new Map<string, TemplateRecord>();
  const pictures = new Map<string, Uint8Array<ArrayBuffer>>();
  for await (const { frame, number } of framesOf(file, header, framesStart, signal)) {
    const context = frameContext(headerDigest, number, header.frames);
    const plain = sealer ? await sealer.open(frame, context).catch(cannotOpen(number)) : frame;
    const content = plain.subarray(1);
    if (plain[0] === FRAME.picture) {
      const key = new TextDecoder().decode(content.subarray(0, KEY_CHARACTERS));
      if (pictures.has(key)) throw damaged();
      pictures.set(key, content.slice(KEY_CHARACTERS));
      continue;
    }
    if (plain[0] !== FRAME.records) throw damaged();
    for (const record of decodeChunk(content, false)) {
      if (records.has(record.key)) throw damaged();
      records.set(
        record.key,
        orDamaged(() => checkRecord(record)),
      );
    }
    onProgress?.({ done: records.size, total: header.templates });
  }
  if (records.size !== header.templates) throw damaged();
  for (const key of pictures.keys()) if (records.get(key)?.picture === undefined) throw damaged();
  return { records: [...records.values()].map((record) => withPicture(record, pictures)), pictures };
}

/** A record says that it has a picture only if the file holds it. */
function withPicture(record: TemplateRecord, pictures: ReadonlyMap<string, unknown>): TemplateRecord {
  if (record.picture === undefined || pictures.has(record.key)) return record;
  const { picture: _, ...without } = record;
  return without;
}

async function readHeader(file: Blob) {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (head.length < HEAD_BYTES || MAGIC.some((byte, i) => head[i] !== byte)) {
    throw new StorageError('tampered', 'The file is not an export of a gallery, or its start is damaged.');
  }
  const view = new DataView(head.buffer);
  if (view.getUint16(MAGIC.length, true) !== FORMAT_VERSION) {
    throw new StorageError('newer-version', 'The file was written by a newer version: update the package.');
  }
  const framesStart = HEAD_BYTES + view.getUint32(MAGIC.length + 2, true);
  if (framesStart + DIGEST_BYTES > file.size) throw damaged();
  const start = new Uint8Array(await file.slice(0, framesStart).arrayBuffer());
  try {
    const header = parseHeader(start.subarray(HEAD_BYTES));
    return { header, headerDigest: await digestOf(start), framesStart };
  } catch {
    throw damaged();
  }
}

async function checkDigest(
  file: Blob,
  header: ExportHeader,
  headerDigest: Uint8Array<ArrayBuffer>,
  start: number,
  signal: AbortSignal | undefined,
) {
  const digests = [headerDigest];
  for await (const { frame } of framesOf(file, header, start, signal)) digests.push(await digestOf(frame));
  const expected = await digestOf(new Uint8Array(await new Blob(digests).arrayBuffer()));
  const found = new Uint8Array(await file.slice(file.size - DIGEST_BYTES).arrayBuffer());
  if (expected.some((byte, i) => byte !== found[i])) throw damaged();
}

async function* framesOf(
  file: Blob,
  { frames }: ExportHeader,
  start: number,
  signal: AbortSignal | undefined,
) {
  const end = file.size - DIGEST_BYTES;
  let offset = start;
  for (let number = 0; number < frames; number++) {
    signal?.throwIfAborted();
    if (offset + LENGTH_BYTES > end) throw damaged();
    const head = new DataView(await file.slice(offset, offset + LENGTH_BYTES).arrayBuffer());
    const from = offset + LENGTH_BYTES;
    offset = from + head.getUint32(0, true);
    if (offset > end) throw damaged();
    yield { number, frame: new Uint8Array(await file.slice(from, offset).arrayBuffer()) };
  }
  if (offset !== end) throw damaged();
}

async function sealerOf(
  { encryption }: ExportHeader,
  passphrase: string | undefined,
): Promise<Sealer | undefined> {
  if (!encryption) return undefined;
  if (passphrase === undefined) {
    throw new StorageError('wrong-key', 'The file is encrypted: pass its passphrase.');
  }
  return passphraseSealer(passphrase, { ...encryption, salt: Uint8Array.from(encryption.salt) });
}

/** The checksum was right: a first frame that does not open means another passphrase, a later one an alteration. */
const cannotOpen = (number: number) => (cause: unknown) => {
  if (number > 0) throw damaged(cause);
  throw new StorageError('wrong-key', 'The passphrase is not the one the file was encrypted with.', {
    cause,
  });
};

/** What is wrong with a record is wrong with the file; nothing of it was taken in yet. */
function orDamaged<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (cause) {
    throw damaged(cause);
  }
}

const damaged = (cause?: unknown): StorageError =>
  new StorageError('tampered', 'The file is damaged, incomplete or was altered. Nothing was imported.', {
    cause,
  });
