import { ApiLiteError } from '../contract/errors.ts';
import { isDetached, isPromise, platformName } from './source-kind.ts';

/** Deeper data are made to break whoever reads them. */
const MAX_DEPTH = 1000;

/**
 * A copy of what can be posted: lists and plain objects are copied, so that the proxies of frameworks work; buffers,
 * blobs and the like stay what they are.
 *
 * @param name What the caller calls it, for the message.
 * @throws {TypeError} naming the part that can't be posted: a promise, a function, a symbol.
 */
export function postableData<Data>(data: Data, name: string): Data {
  return copyOf(data, name, []) as Data;
}

/** @param around The lists and objects that the value lies in. */
function copyOf(value: unknown, name: string, around: readonly object[]): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`\`${name}\` is a ${typeof value}: only data can be handed over`);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isPromise(value)) throw promiseError(name);
  if (ArrayBuffer.isView(value)) return viewCopy(value, name);
  if (platformName(value) === 'ArrayBuffer') checkAttached(value as ArrayBuffer, name);
  const isList = Array.isArray(value);
  if (!isList && platformName(value) !== 'Object') return value;
  if (around.includes(value)) throw new TypeError(`\`${name}\` contains itself`);
  if (around.length > MAX_DEPTH) throw new TypeError(`\`${name.slice(0, 40)}…\` is nested too deeply`);
  const inside = [...around, value];
  if (isList) return value.map((item, index) => copyOf(item, `${name}[${index}]`, inside));
  const parts = Object.entries(value).map(([key, part]) => [key, copyOf(part, `${name}.${key}`, inside)]);
  return Object.fromEntries(parts);
}

/** A view may show a part of a larger buffer, all of which would cross. */
function viewCopy(view: ArrayBufferView, name: string): unknown {
  checkAttached(view.buffer, name);
  return platformName(view) === 'Uint8Array' ? new Uint8Array(view as Uint8Array) : view;
}

function checkAttached(buffer: ArrayBufferLike, name: string): void {
  if (!isDetached(buffer)) return;
  const message = `\`${name}\` is empty: its buffer was transferred before the call. Hand over a copy.`;
  throw new ApiLiteError('BPE-002004', message);
}

export function promiseError(name: string): TypeError {
  return new TypeError(`\`${name}\` is a Promise: await it`);
}

/**
 * Why the browser refused to post data that {@link postableData} took.
 *
 * @param named What was posted, by the caller's names.
 */
export function refusedPost(
  named: readonly (readonly [name: string, data: unknown])[],
  cause: unknown,
): Error {
  const found = firstRefused(named);
  if (found?.what === 'ImageBitmap') {
    const message =
      'The picture comes from another origin without its leave. Load it with crossorigin="anonymous" from a server that allows it.';
    return new ApiLiteError('BPE-002003', message, { cause });
  }
  const what = found ? `\`${found.name}\` is a ${found.what} that` : 'What was handed over';
  return new TypeError(`${what} can't be copied to the engine's worker`, { cause });
}

function firstRefused(
  named: Iterable<readonly [name: string, data: unknown]>,
): { name: string; what: string } | undefined {
  for (const [name, data] of named) {
    if (isCloneable(data)) continue;
    const what = platformName(data);
    const isComposed = what === 'Array' || what === 'Object';
    const parts = isComposed
      ? Object.entries(data as object).map(([key, part]) => [`${name}.${key}`, part] as const)
      : [];
    return firstRefused(parts) ?? { name, what };
  }
  return undefined;
}

function isCloneable(data: unknown): boolean {
  try {
    structuredClone(data);
    return true;
  } catch {
    return false;
  }
}
