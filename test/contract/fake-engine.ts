import { mediumError } from '../../src/contract/error-family.ts';
import { ApiLiteError } from '../../src/contract/errors.ts';
import { type AnalysedMedium, buildFolder } from '../../src/contract/liveness/build-folder.ts';
import type { LivenessFolder } from '../../src/contract/liveness/folder.ts';
import { checkMediaNames } from '../../src/contract/liveness/media-names.ts';
import { checkPayload } from '../../src/contract/liveness/payload.ts';
import {
  type FaceMethods,
  isLivenessRequest,
  type LivenessMedium,
  type LivenessRequest,
  type Named,
} from '../../src/contract/methods.ts';
import type { CompareNResponse, CompareResponse, DetectResponse } from '../../src/contract/wire.ts';
import { concatenate } from '../../src/http/bytes.ts';
import type { Bytes, Fault, Pictures } from './contract-case.ts';

/** Bytes that no UTF-8 text has, and line ends where a careless parser would cut. */
const MARK = Uint8Array.of(0xff, 0xd8, 0x0d, 0x0a, 0x80, 0x0a, 0x0d, 0x00, 0xc3, 0x28);

/**
 * An engine whose pictures say in words who is on them and whose templates hold a name between bytes that
 * are no UTF-8. It can be made to fail, which a real one can't.
 */
export class FakeEngine implements FaceMethods<Bytes | Blob> {
  #fault: Fault | undefined;

  failOnce(fault: Fault): void {
    this.#fault = fault;
  }

  async version() {
    return { core: '0.0.0', tfss: 'fake', models: [{ name: 'fake', version: '1' }] };
  }

  async health() {
    return { status: 0, message: '' } as const;
  }

  async livenessHealth() {
    return { status: 0, message: '' } as const;
  }

  async extract(sample: Bytes | Blob): Promise<Bytes> {
    this.#throwFault();
    const bytes = sample instanceof Blob ? new Uint8Array(await sample.arrayBuffer()) : sample;
    return writeTemplate(personOn(bytes));
  }

  async compare(feature: unknown, template: unknown): Promise<CompareResponse> {
    return comparison(readTemplate(feature), readTemplate(template));
  }

  async verify(sample: Bytes, template: unknown) {
    const { score } = comparison(personOn(sample), readTemplate(template));
    return { score, bio_feature: await this.extract(sample) };
  }

  async extractAndCompare(sample1: Bytes, sample2: Bytes): Promise<CompareResponse> {
    return comparison(personOn(sample1), personOn(sample2));
  }

  async compareN(template1: unknown, templatesN: readonly Named<unknown>[]): Promise<CompareNResponse> {
    return comparisons(readTemplate(template1), templatesN, readTemplate);
  }

  async verifyN(sample1: Bytes, templatesN: readonly Named<unknown>[]): Promise<CompareNResponse> {
    return comparisons(personOn(sample1), templatesN, readTemplate);
  }

  async extractAndCompareN(sample1: Bytes, samplesN: readonly Named<Bytes>[]): Promise<CompareNResponse> {
    return comparisons(personOn(sample1), samplesN, personOn);
  }

  detect(sample: Bytes): Promise<DetectResponse>;
  detect(request: LivenessRequest): Promise<LivenessFolder>;
  async detect(subject: Bytes | LivenessRequest): Promise<DetectResponse | LivenessFolder> {
    if (isLivenessRequest(subject)) return this.#folderOf(subject);
    this.#throwFault();
    personOn(subject);
    return { passed: true, score: 0.01 };
  }

  #folderOf({ media, payload }: LivenessRequest): LivenessFolder {
    const names = media.map(({ name }) => name);
    checkMediaNames(names);
    const checked = checkPayload(payload, names);
    return buildFolder(media.map(analysedPicture), checked, 0, 1000);
  }

  #throwFault(): void {
    const fault = this.#fault;
    this.#fault = undefined;
    if (fault === 'unforeseen') throw new RangeError('out of luck');
    if (fault !== undefined) throw new ApiLiteError(fault, 'made to fail');
  }
}

function analysedPicture({ name, filename, content }: LivenessMedium): AnalysedMedium {
  const bytes = content as Bytes;
  try {
    personOn(bytes);
  } catch (error) {
    throw mediumError(error, name);
  }
  const info = { width: 1, height: 1, md5: 'fake', size: bytes.length, 'mime-type': 'image/jpeg' };
  return { name, ...(filename !== undefined && { filename }), type: 'IMAGE_FOLDER', info, spoofing: 0.01 };
}

/** Pictures that the fake engine reads. */
export const FAKE_PICTURES: Pictures = {
  anna: picture('anna'),
  annaAgain: picture('anna', 'again'),
  ben: picture('ben'),
  annaPng: picture('anna', 'png'),
  nobody: picture(''),
  two: picture('anna+ben'),
};

function picture(people: string, note = ''): Bytes {
  return concatenate([MARK, new TextEncoder().encode(`on this picture: ${people}; ${note}\r\n`)]);
}

function personOn(sample: Bytes): string {
  const people = /on this picture: (.*);/.exec(new TextDecoder().decode(sample))?.[1];
  if (people === undefined) throw new ApiLiteError('BPE-002003', 'not a picture');
  if (people === '') throw new ApiLiteError('BPE-003002', 'no face');
  if (people.includes('+')) throw new ApiLiteError('BPE-003003', 'two people');
  return people;
}

function writeTemplate(person: string): Bytes {
  return concatenate([MARK, new TextEncoder().encode(`template of ${person.padEnd(8)}.`)]);
}

function readTemplate(bytes: unknown): string {
  const person = /template of (\w+) *\.$/.exec(new TextDecoder().decode(bytes as Bytes))?.[1] ?? '';
  const exact = writeTemplate(person).every((byte, index) => byte === (bytes as Bytes)[index]);
  if (!exact) throw new ApiLiteError('BPE-002004', 'not a template');
  return person;
}

function comparison(one: string, other: string): CompareResponse {
  return one === other ? { score: 1, decision: 'approved' } : { score: 0, decision: 'declined' };
}

function comparisons<Content>(
  one: string,
  others: readonly Named<Content>[],
  read: (content: Content) => string,
): CompareNResponse {
  return {
    results: others.map(({ filename, content }) => ({ filename, ...comparison(one, read(content)) })),
  };
}
