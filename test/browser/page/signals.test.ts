import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createEngine, type FaceEngine, type FaceGallery, type PictureSource } from '../../../src/index.ts';
import { captureWorkers } from '../../support/captured-workers.ts';
import { measuresQuality } from '../../support/chosen-pack.ts';
import { firstOf } from '../../support/live-videos.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { samePerson } from '../../support/pictures.ts';

let engine: FaceEngine;
let gallery: FaceGallery<PictureSource>;
let photo: Blob;
let template: Uint8Array<ArrayBuffer>;
let file: Blob;

beforeAll(async () => {
  [photo] = await samePerson();
  engine = await createEngine({ cache: false });
  template = await engine.extract(photo);
  gallery = await engine.gallery('signals', { unlinkable: true });
  await gallery.enroll('ada', template);
  file = await gallery.export();
});
afterEach(() => vi.unstubAllGlobals());
afterAll(async () => {
  await engine.eraseAll();
  engine.dispose();
});

type Call = [name: string, run: (options: { signal: AbortSignal }) => Promise<unknown>];

const named = (content: Blob) => [{ filename: 'a', content }];

const CALLS: Call[] = [
  ['createEngine', async (options) => (await createEngine({ cache: false, ...options })).dispose()],
  ['load', (options) => engine.load(options)],
  ['version', (options) => engine.version(options)],
  ['health', (options) => engine.health(options)],
  ['livenessHealth', (options) => engine.livenessHealth(options)],
  ['extract', (options) => engine.extract(photo, options)],
  ['compare', (options) => engine.compare(template, template, options)],
  ['verify', (options) => engine.verify(photo, template, options)],
  ['extractAndCompare', (options) => engine.extractAndCompare(photo, photo, options)],
  ['compareN', (options) => engine.compareN(template, [{ filename: 'a', content: template }], options)],
  ['verifyN', (options) => engine.verifyN(photo, [{ filename: 'a', content: template }], options)],
  ['extractAndCompareN', (options) => engine.extractAndCompareN(photo, named(photo), options)],
  ['faces', (options) => engine.faces(photo, options)],
  ['quality', (options) => engine.quality(photo, options)],
  ['watch', (options) => firstOf(engine.watch([photo], options), 9)],
  ['detect of a picture', (options) => engine.detect(photo, options)],
  ['detect of media', (options) => engine.detect({ media: [{ name: 'a', content: photo }] }, options)],
  ['fetch', (options) => engine.fetch(new Request('/v1/face/pattern/health', options))],
  ['cache.info', (options) => engine.cache.info(options)],
  ['cache.clear', (options) => engine.cache.clear(options)],
  ['storage.info', (options) => engine.storage.info(options)],
  ['storage.persist', (options) => engine.storage.persist(options)],
  ['gallery', async (options) => (await engine.gallery('signals', options)).close()],
  ['gallery.info', (options) => gallery.info(options)],
  ['gallery.enroll', (options) => gallery.enroll('eve', photo, { replace: true, ...options })],
  ['gallery.enrollAll', (options) => gallery.enrollAll([{ id: 'eve', source: template }], options)],
  ['gallery.identify', (options) => gallery.identify(photo, options)],
  ['gallery.verify', (options) => gallery.verify('ada', photo, options)],
  ['gallery.get', (options) => gallery.get('ada', options)],
  ['gallery.templates', (options) => gallery.templates('ada', options)],
  ['gallery.picture', (options) => gallery.picture('ada', options)],
  ['gallery.list', (options) => gallery.list(options)],
  ['gallery.remove', (options) => gallery.remove('eve', options)],
  ['gallery.export', (options) => gallery.export(options)],
  ['gallery.import', (options) => gallery.import(file, options)],
  ['gallery.exportVectors', (options) => gallery.exportVectors({ unencrypted: true, ...options })],
  ['gallery.migrate', (options) => gallery.migrate(options)],
  ['gallery.reissue', (options) => gallery.reissue(true, options)],
  ['gallery.changeProtection', (options) => gallery.changeProtection('device', options)],
];

/** Those that would take away what the others work on. */
const LAST: Call[] = [
  ['gallery.clear', (options) => gallery.clear(options)],
  ['eraseAll', (options) => engine.eraseAll(options)],
];

describe('a call rejects with the reason of its signal', () => {
  test.for([...CALLS, ...LAST])('%s, aborted before', async ([, run]) => {
    const reason = new Error('the person left');
    await expect(run({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test.for([...CALLS, ...LAST])('%s, aborted under way', async ([, run]) => {
    const reason = { changed: 'my mind' };
    const controller = new AbortController();
    const outcome = run({ signal: controller.signal }).catch((error: unknown) => error);
    controller.abort(reason);
    expect(await outcome).toBe(reason);
  });

  test('of a timeout, too', async () => {
    const outcome = engine.extract(photo, { signal: AbortSignal.timeout(1) });
    await expect(outcome).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('and the next one works', async () => {
    expect(await engine.extract(photo)).toEqual(template);
    expect((await gallery.identify(photo)).results[0]?.id).toBeDefined();
  });
});

test('a signal that lives long keeps no listener of any call', async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  // A Request's signal is one of its own, and not every pack measures quality.
  const left = ['fetch', ...(measuresQuality() ? [] : ['quality'])];
  for (const [name, run] of CALLS) if (!left.includes(name)) await run({ signal });
  await vi.waitFor(() => expect(removed).toHaveBeenCalledTimes(added.mock.calls.length), PATIENCE_MS);
  expect(added.mock.calls.length).toBeGreaterThanOrEqual(CALLS.length - left.length);
  const listeners = (calls: typeof added.mock.calls) => calls.map(([, listener]) => listener);
  expect(new Set(listeners(removed.mock.calls))).toEqual(new Set(listeners(added.mock.calls)));
});

describe('createEngine, aborted', () => {
  test('before, starts no worker', async () => {
    const workers = captureWorkers();
    await expect(createEngine({ signal: AbortSignal.abort() })).rejects.toThrow();
    expect(workers).toEqual([]);
  });

  test.for([0, 20])('after %i ms, leaves no worker behind', async (milliseconds) => {
    const workers = captureWorkers();
    const terminate = vi.spyOn(Worker.prototype, 'terminate');
    const controller = new AbortController();
    const starting = createEngine({ signal: controller.signal }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    controller.abort('not now');
    expect(await starting).toBe('not now');
    expect(workers).toHaveLength(1);
    await vi.waitFor(() => expect(terminate.mock.contexts).toContain(workers[0]), PATIENCE_MS);
    terminate.mockRestore();
  });
});

test('a gallery that was being opened can be opened again', async () => {
  const controller = new AbortController();
  const opening = engine.gallery('another', { signal: controller.signal });
  controller.abort();
  await expect(opening).rejects.toThrow();
  const another = await engine.gallery('another');
  expect((await another.info()).people).toBe(0);
  await another.close();
});

test('an aborted call does not take others along that wait for the gallery to open anew', async () => {
  const workers = captureWorkers();
  const dying = await createEngine({ cache: false });
  try {
    const staff = await dying.gallery('staff');
    workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
    await new Promise((resolve) => setTimeout(resolve));
    const controller = new AbortController();
    const aborted = staff.info({ signal: controller.signal }).catch((error: unknown) => error);
    const other = staff.info();
    await vi.waitFor(() => expect(workers).toHaveLength(2), PATIENCE_MS);
    // The new worker is up and waits for the models; the gallery opens only then.
    await dying.cache.info();
    controller.abort('not now');
    expect(await aborted).toBe('not now');
    expect((await other).people).toBe(0);
  } finally {
    dying.dispose();
  }
});
