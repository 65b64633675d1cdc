import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createEngine,
  type FaceEngine,
  type FaceGallery,
  type PictureSource,
  preload,
} from '../../../src/index.ts';
import { misspelt, unknownOption } from '../../support/misspelt.ts';

// Options are looked at before all else: no picture here is ever opened.
const picture = new Blob();
const template = new Uint8Array();

let engine: FaceEngine;
let gallery: FaceGallery<PictureSource>;

beforeAll(async () => {
  engine = await createEngine({ cache: false });
  gallery = await engine.gallery('options');
});
afterAll(async () => {
  await engine.eraseAll();
  engine.dispose();
});

/** Calls with a misspelt option: what is called, the option, the nearest known one. */
type Call = [call: string, name: string, nearest: string, run: (options: never) => Promise<unknown>];

const CREATE: Call[] = [
  ['createEngine', 'wokers', 'workers', (options) => createEngine(options)],
  ['createEngine', 'approved', 'thresholds.approved', (options) => createEngine(options)],
  ['createEngine', 'maxage', 'cache.maxAge', (options) => createEngine(options)],
  ['createEngine, thresholds', 'aproved', 'approved', (thresholds) => createEngine({ thresholds })],
  ['createEngine', 'mediumtime', 'limits.mediumTime', (options) => createEngine(options)],
  ['createEngine, limits', 'picturetime', 'pictureTime', (limits) => createEngine({ limits })],
  ['createEngine, cache', 'maxEntrys', 'maxEntries', (cache) => createEngine({ cache })],
];

const PRELOAD: Call[] = [
  ['preload', 'asets', 'assets', (options) => preload(options)],
  ['preload', 'workers', 'models', (options) => preload(options)],
];

const ENGINE: Call[] = [
  ['load', 'sginal', 'signal', (options) => engine.load(options)],
  ['version', 'sginal', 'signal', (options) => engine.version(options)],
  ['health', 'transfer', 'signal', (options) => engine.health(options)],
  ['livenessHealth', 'onTimings', 'signal', (options) => engine.livenessHealth(options)],
  ['extract', 'transfr', 'transfer', (options) => engine.extract(picture, options)],
  ['compare', 'transfer', 'signal', (options) => engine.compare(template, template, options)],
  ['verify', 'onTiming', 'onTimings', (options) => engine.verify(picture, template, options)],
  ['extractAndCompare', 'Signal', 'signal', (options) => engine.extractAndCompare(picture, picture, options)],
  ['compareN', 'ontimings', 'onTimings', (options) => engine.compareN(template, [], options)],
  ['verifyN', 'transferred', 'transfer', (options) => engine.verifyN(picture, [], options)],
  ['extractAndCompareN', 'sig', 'signal', (options) => engine.extractAndCompareN(picture, [], options)],
  ['faces', 'template', 'templates', (options) => engine.faces(picture, options)],
  ['quality', 'templates', 'transfer', (options) => engine.quality(picture, options)],
  ['watch', 'template', 'templates', async (options) => engine.watch([], options).next()],
  ['gestures', 'timeuot', 'timeout', (options) => engine.gestures([], ['smile'], options)],
  ['mergeTemplates', 'sginal', 'signal', (options) => engine.mergeTemplates([], options)],
  ['groupFaces', 'treshold', 'threshold', (options) => engine.groupFaces([], options)],
  ['detect, a picture', 'onProgress', 'onTimings', (options) => engine.detect(picture, options)],
  ['detect, media', 'onprogress', 'onProgress', (options) => engine.detect({ media: [] }, options)],
  ['cache.info', 'sginal', 'signal', (options) => engine.cache.info(options)],
  ['cache.clear', 'sginal', 'signal', (options) => engine.cache.clear(options)],
  ['storage.info', 'sginal', 'signal', (options) => engine.storage.info(options)],
  ['storage.persist', 'sginal', 'signal', (options) => engine.storage.persist(options)],
  ['eraseAll', 'sginal', 'signal', (options) => engine.eraseAll(options)],
  ['gallery', 'passphrase', 'protection.passphrase', (options) => engine.gallery('a', options)],
  ['gallery', 'secret', 'unlinkable.secret', (options) => engine.gallery('a', options)],
  ['gallery', 'unlinkabel', 'unlinkable', (options) => engine.gallery('a', options)],
  ['gallery, protection', 'passphras', 'passphrase', (protection) => engine.gallery('a', { protection })],
  ['gallery, unlinkable', 'secrt', 'secret', (unlinkable) => engine.gallery('a', { unlinkable })],
];

const LIVENESS: Call[] = [
  [
    'a liveness request',
    'payloads',
    'payload',
    (request) => engine.detect({ ...(request as object), media: [] } as never),
  ],
  ['a medium', 'filname', 'filename', (medium) => engine.detect({ media: [medium] })],
];

const GALLERY: Call[] = [
  ['info', 'sginal', 'signal', (options) => gallery.info(options)],
  ['enroll', 'keepPictures', 'keepPicture', (options) => gallery.enroll('a', picture, options)],
  ['enrollAll', 'onprogress', 'onProgress', (options) => gallery.enrollAll([], options)],
  ['enrollAll, a person', 'metaData', 'metadata', (person) => gallery.enrollAll([person])],
  ['identify', 'topk', 'topK', (options) => gallery.identify(picture, options)],
  ['verify', 'threshold', 'signal', (options) => gallery.verify('a', picture, options)],
  ['get', 'sginal', 'signal', (options) => gallery.get('a', options)],
  ['templates', 'sginal', 'signal', (options) => gallery.templates('a', options)],
  ['picture', 'sginal', 'signal', (options) => gallery.picture('a', options)],
  ['list', 'limits', 'limit', (options) => gallery.list(options)],
  ['remove', 'sginal', 'signal', (options) => gallery.remove('a', options)],
  ['clear', 'sginal', 'signal', (options) => gallery.clear(options)],
  ['export', 'passPhrase', 'passphrase', (options) => gallery.export(options)],
  ['import', 'replce', 'replace', (options) => gallery.import(picture, options)],
  ['exportVectors', 'unencrypt', 'unencrypted', (options) => gallery.exportVectors(options)],
  ['migrate', 'onProgres', 'onProgress', (options) => gallery.migrate(options)],
  ['reissue', 'onProgres', 'onProgress', (options) => gallery.reissue(true, options)],
  ['reissue, unlinkable', 'secrt', 'secret', (unlinkable) => gallery.reissue(unlinkable)],
  ['changeProtection', 'onProgres', 'onProgress', (options) => gallery.changeProtection('device', options)],
  ['changeProtection, to', 'passphras', 'passphrase', (to) => gallery.changeProtection(to)],
];

describe.each<[string, Call[]]>([
  ['createEngine()', CREATE],
  ['preload()', PRELOAD],
  ['an engine', ENGINE],
  ['liveness', LIVENESS],
  ['a gallery', GALLERY],
])('an option of no known name is refused: %s', (_, calls) => {
  test.for(calls)('%s: "%s" is not taken for "%s"', async ([, name, nearest, run]) => {
    const refusal = await run(misspelt(name)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TypeError);
    expect(refusal).toMatchObject({ message: expect.stringContaining(unknownOption(name, nearest)) });
  });
});

test('nothing was done by the refused calls', async () => {
  expect(await gallery.info()).toMatchObject({ people: 0, unlinkable: false });
  expect((await indexedDB.databases()).filter(({ name }) => name?.endsWith('/a'))).toEqual([]);
});

test.each([
  [{ runtime: 'slimmer' }, "options.runtime must be 'slim' or 'full', not slimmer"],
  [{ backend: 'gpu' }, "options.backend must be 'auto', 'webgpu' or 'wasm', not gpu"],
  [{ assets: 'http://' }, 'options.assets must be a URL, not http://'],
  [{ models: 'http://' }, 'options.models must be a URL, not http://'],
])('%o is refused by preload() as by createEngine()', async (options, message) => {
  await expect(preload(options as object)).rejects.toThrow(new TypeError(message));
  await expect(createEngine(options as object)).rejects.toThrow(new TypeError(message));
});

test('a protection or a secret that is nothing is refused, too', async () => {
  for (const options of [misspelt('protection', null), misspelt('unlinkable', null)]) {
    await expect(engine.gallery('a', options)).rejects.toThrow(TypeError);
  }
});

test('every call of the engine and of the gallery is asked above', () => {
  const own = ['constructor', 'dispose', 'fetch', 'close'];
  const callsOf = (thing: object) =>
    [thing, Object.getPrototypeOf(thing)]
      .flatMap((owner) => Object.entries(Object.getOwnPropertyDescriptors(owner)))
      .flatMap(([name, { value }]) => (typeof value === 'function' && !own.includes(name) ? name : []));
  const asked = (calls: Call[]) => calls.map(([call]) => call.split(',')[0]);
  // Those that are only of the class are not of the interface.
  expect(callsOf(engine).filter((name) => !asked(ENGINE).includes(name))).toEqual(['start']);
  expect(callsOf(gallery).filter((name) => !asked(GALLERY).includes(name))).toEqual([]);
});
