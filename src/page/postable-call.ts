import type { EngineMethod, GalleryCall } from '../crossing/worker-protocol.ts';
import { postableData } from './postable-data.ts';

/** What callers call the arguments of each method, its options left out. */
export const ENGINE_ARGUMENTS = {
  load: [],
  version: [],
  health: [],
  livenessHealth: [],
  extract: ['sample'],
  compare: ['feature', 'template'],
  verify: ['sample', 'template'],
  extractAndCompare: ['sample1', 'sample2'],
  compareN: ['template1', 'templatesN'],
  verifyN: ['sample1', 'templatesN'],
  extractAndCompareN: ['sample1', 'samplesN'],
  faces: ['picture'],
  quality: ['picture'],
  detect: ['request'],
} as const satisfies Record<EngineMethod, readonly string[]>;

export const GALLERY_ARGUMENTS = {
  open: [],
  info: [],
  enroll: ['id', 'source'],
  enrollAll: ['people'],
  identify: ['probe'],
  verify: ['id', 'probe'],
  get: ['id'],
  templates: ['id'],
  picture: ['id'],
  list: [],
  remove: ['id'],
  clear: [],
  export: [],
  import: ['file'],
  exportVectors: [],
  migrate: [],
  reissue: ['unlinkable'],
  changeProtection: ['to'],
  close: [],
} as const satisfies Record<GalleryCall['method'], readonly string[]>;

/** Arguments as they can be posted, with the names that their caller has for them. */
export interface PostableCall {
  parameters: readonly unknown[];
  options: object;
  named: readonly (readonly [name: string, data: unknown])[];
}

/** @throws {TypeError} naming the argument, or the part of it, that can't be posted. */
export function postableCall(
  names: readonly string[],
  given: readonly unknown[],
  givenOptions: object,
): PostableCall {
  const nameOf = (index: number) => names[index] ?? `argument ${index + 1}`;
  const parameters = given.map((parameter, index) => postableData(parameter, nameOf(index)));
  const options = Object.entries(givenOptions).map(
    ([name, option]) => [name, postableData(option, name)] as const,
  );
  const named = [...parameters.map((parameter, index) => [nameOf(index), parameter] as const), ...options];
  return { parameters, options: Object.fromEntries(options), named };
}

/** The items of a list that was handed over. @throws {TypeError} naming it if it is none. */
export function listOf<Item>(list: readonly Item[], name: string): readonly Item[] {
  // Says what a promise or a function would be.
  if (!Array.isArray(list)) postableData(list, name);
  if (!Array.isArray(list)) throw new TypeError(`\`${name}\` must be an array`);
  return list;
}
