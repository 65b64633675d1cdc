import { describe, expect, test } from 'vitest';
import { postableCall } from '../../../src/page/postable-call.ts';
import { postableData, refusedPost } from '../../../src/page/postable-data.ts';

/** As frameworks wrap what they watch, and what lies inside when it is read. */
function reactive<Data extends object>(data: Data): Data {
  return new Proxy(data, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      const isPlain = Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
      return isPlain ? reactive(value as object) : value;
    },
  });
}

describe('data to be posted', () => {
  test('are copied out of the proxies of frameworks', () => {
    const data = { name: 'Ada', tags: ['a', { b: [1] }], at: new Date(0), none: undefined };
    expect(() => structuredClone(reactive(data))).toThrow();
    const copy = postableData(reactive(data), 'metadata');
    expect(structuredClone(copy)).toEqual(data);
  });

  test('keep blobs, buffers and the like, and of a larger buffer only what a view shows', () => {
    const [blob, buffer] = [new Blob(), new ArrayBuffer(8)];
    const view = new Uint8Array(buffer, 2, 3);
    const copy = postableData({ blob, buffer, view }, 'data');
    expect(copy.blob).toBe(blob);
    expect(copy.buffer).toBe(buffer);
    expect(copy.view).toEqual(view);
    expect(copy.view.buffer.byteLength).toBe(3);
  });

  test.each<[string, unknown, string]>([
    ['a promise', Promise.resolve(), '`data` is a Promise: await it'],
    ['a promise in a list', [1, Promise.resolve()], '`data[1]` is a Promise: await it'],
    ['a function', { a: { b: () => undefined } }, '`data.a.b` is a function'],
    ['a symbol', [Symbol('a')], '`data[0]` is a symbol'],
  ])('name %s', (_name, data, message) => {
    expect(() => postableData(data, 'data')).toThrow(message);
    expect(() => postableData(data, 'data')).toThrow(TypeError);
  });

  test('that contain themselves, or are nested too deeply, are refused', () => {
    const circle: { inside?: unknown } = {};
    circle.inside = [circle, circle];
    expect(() => postableData(circle, 'data')).toThrow('`data.inside[0]` contains itself');
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    expect(() => postableData(deep, 'data')).toThrow(/nested too deeply/);
  });

  test('on a buffer that was transferred before are empty', () => {
    const view = new Uint8Array(4);
    structuredClone(view, { transfer: [view.buffer] });
    expect(() => postableData([view], 'templates')).toThrow(
      '`templates[0]` is empty: its buffer was transferred',
    );
  });
});

test('arguments and options of a call are named as the caller knows them', () => {
  const given = { feature: 'AAAA', template: Promise.resolve() };
  expect(() => postableCall(given, {})).toThrow('`template` is a Promise');
  expect(() => postableCall({}, { metadata: { run: () => 1 } })).toThrow('`metadata.run` is a function');
  expect(postableCall({ id: 'a', probe: 'AAAA' }, { topK: 1 })).toMatchObject({
    parameters: ['a', 'AAAA'],
    options: { topK: 1 },
  });
});

test('what the browser refuses all the same is named with what it is', () => {
  const refused = refusedPost(
    [
      ['a', 1],
      ['people', [{ weak: new WeakMap() }]],
    ],
    new Error('refused'),
  );
  expect(refused).toBeInstanceOf(TypeError);
  expect(refused.message).toBe("`people.0.weak` is a WeakMap that can't be copied to the engine's worker");
});
