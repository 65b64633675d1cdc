import { decodeBase64 } from '../../src/common/base64.ts';
import type { ApiLiteErrorCode } from '../../src/contract/errors.ts';
import { parseParameterisedHeader } from '../../src/http/header-parameters.ts';
import { type Part, parseMultipartBody } from '../../src/http/multipart.ts';
import type { Clips } from './clips.ts';
import type { PartToWrite } from './multipart-writer.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** A request as data, so that it can be sent from Node or from a page. */
export interface WireRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: Bytes;
}

/** An answer as data; header names in lower case. */
export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: Bytes;
}

/** The pictures that the cases speak of. */
export interface Pictures {
  /** One face, JPEG. */
  anna: Bytes;
  /** The same person on another photo, JPEG. */
  annaAgain: Bytes;
  /** Another person, JPEG. */
  ben: Bytes;
  /** The first picture as a PNG. */
  annaPng: Bytes;
  /** No face. */
  nobody: Bytes;
  /** Two people of the same size. */
  two: Bytes;
}

/** Live faces and attacks, each labelled as such. */
export interface LabelledSamples {
  livePicture: Bytes;
  printedPicture: Bytes;
  liveVideo: Bytes;
  replayedVideo: Bytes;
}

/** Archives of the pictures. */
export interface Archives {
  /** Two pictures of one person, and a text. */
  zip: Bytes;
  tarGz: Bytes;
  /** A picture whose name leads outside. */
  leadingOutside: Bytes;
  withoutPicture: Bytes;
  cutShort: Bytes;
}

/** What the cases work with: pictures, and their templates extracted by the engine under test. */
export interface Fixtures extends Pictures {
  templates: { anna: Bytes; annaAgain: Bytes; ben: Bytes };
  archives: Archives;
  /** There for cases that need videos. */
  clips?: Clips | undefined;
  /** There for cases that need them. */
  labelled?: LabelledSamples | undefined;
}

/** What some cases need and not every target has. */
export type Ability =
  /** An engine that can be made to fail. */
  | 'faults'
  /** An engine that reads archives. */
  | 'archives'
  /** An engine that decodes videos. */
  | 'videos'
  /** An engine whose thread has no WebCodecs. */
  | 'no WebCodecs'
  | 'labelled samples';

/** What an engine is made to fail with, if it can be made to. */
export type Fault = ApiLiteErrorCode | 'unforeseen';

/** One case of the contract: a request and what the answer must be. */
export interface ContractCase {
  name: string;
  request: (fixtures: Fixtures) => WireRequest;
  check: (response: WireResponse, fixtures: Fixtures) => void;
  /** What the engine is made to fail with. */
  fault?: Fault;
  /** Runs only if all of these are there. */
  needs?: readonly Ability[];
}

export const FACE = '/v1/face';

/** A part that holds a JPEG. */
export function picturePart(name: string, content: Bytes | string, filename?: string): PartToWrite {
  return { name, content, contentType: 'image/jpeg', ...(filename === undefined ? {} : { filename }) };
}

/** A part that holds a template. */
export function templatePart(name: string, content: Bytes | string, filename?: string): PartToWrite {
  return {
    name,
    content,
    contentType: 'application/octet-stream',
    ...(filename === undefined ? {} : { filename }),
  };
}

export function jsonOf(response: WireResponse): Record<string, unknown> {
  return JSON.parse(textOf(response.body));
}

export function textOf(bytes: Bytes): string {
  return new TextDecoder().decode(bytes);
}

export function fromBase64(bytes: Bytes): Bytes {
  const decoded = decodeBase64(textOf(bytes));
  if (!decoded) throw new Error('not base64');
  return decoded;
}

/** The parts of a multipart answer by name. */
export function partsOf(response: WireResponse): Map<string, Part> {
  const { parameters } = parseParameterisedHeader(response.headers['content-type'] ?? '');
  const parts = parseMultipartBody(response.body, parameters.get('boundary') ?? '');
  return new Map(parts.map((part) => [part.name, part]));
}
