import { afterEach, describe, expect, test, vi } from 'vitest';
import manifest from '../../../models/default.json' with { type: 'json' };
import { isHostReady } from '../../../src/crossing/service-worker-protocol.ts';
import { isWebAddress } from '../../../src/crossing/web-address.ts';
import { checkedMessage } from '../../../src/service-worker/message-check.ts';

const build = { mjs: 'https://site.example/a.mjs', wasm: 'https://site.example/a.wasm' };
const urls = Object.fromEntries(
  [...manifest.models, manifest.cohort].map(({ file }) => [file, `https://site.example/${file}`]),
);
const whole = { mjs: 'https://site.example/b.mjs', rest: 'https://site.example/b.wasm' };
const files = { runtime: { slim: build, wasm: whole, webgpu: build }, pack: { manifest, urls } };
const settings = { mode: 'local', modes: { extract: 'remote' }, remote: 'https://faces.example/api' };

const configure = (over: object) => ({ type: 'inpage-face/configure', settings: { ...settings, ...over } });
const naming = (over: object) => ({ type: 'inpage-face/files', files: { ...files, ...over } });

describe('a message of a page', () => {
  test.each<[string, object]>([
    ['claim', { type: 'inpage-face/claim' }],
    ['settings', { type: 'inpage-face/settings' }],
    ['hosting', { type: 'inpage-face/hosting' }],
    ['keep-offline', { type: 'inpage-face/keep-offline' }],
    ['configure', configure({})],
    ['configure without a server', configure({ remote: undefined })],
    [
      'configure with every method',
      configure({ modes: { version: 'local', livenessHealth: 'remote-first' } }),
    ],
    ['files', naming({})],
  ])('that is right is taken as it is: %s', (_what, message) => {
    expect(checkedMessage(message)).toEqual(message);
  });

  test.each<[string, unknown, string]>([
    ['of an unknown type', { type: 'inpage-face/format-disk' }, 'type'],
    ['that is a text', 'inpage-face/claim', 'the message'],
    ['without settings', { type: 'inpage-face/configure' }, 'settings'],
    ['of a mode that is none', configure({ mode: 'sometimes' }), 'settings.mode must be one of local'],
    ['of a mode that every object has', configure({ mode: 'constructor' }), 'settings.mode'],
    ['of a list of modes', configure({ mode: ['local'] }), 'settings.mode'],
    ['of a method that is none', configure({ modes: { constructor: 'remote' } }), 'settings.modes'],
    ['of a method’s mode that is none', configure({ modes: { extract: 'x' } }), 'settings.modes'],
    ['of modes in a list', configure({ modes: [] }), 'settings.modes'],
    ['of no modes', configure({ modes: null }), 'settings.modes'],
    [
      'of a server that is no URL',
      configure({ remote: 'faces' }),
      'settings.remote must be an absolute http',
    ],
    ['of a server of another scheme', configure({ remote: 'javascript:alert(1)' }), 'settings.remote'],
    ['of a server with a password', configure({ remote: 'https://a:b@faces.example' }), 'settings.remote'],
    ['of a server that is no text', configure({ remote: {} }), 'settings.remote'],
    ['without files', { type: 'inpage-face/files' }, 'files'],
    ['without the runtime', naming({ runtime: {} }), 'files.runtime'],
    [
      'of a runtime that is a data: URL',
      naming({ runtime: { ...files.runtime, wasm: { ...whole, rest: 'data:,' } } }),
      'files.runtime.wasm.rest',
    ],
    [
      'of a manifest that is none',
      naming({ pack: { manifest: { name: 'x' }, urls } }),
      'files.pack.manifest is not a model pack',
    ],
    ['of a pack that lacks a URL', naming({ pack: { manifest, urls: {} } }), 'files.pack urls must name'],
    [
      'of a pack’s URL of another scheme',
      naming({ pack: { manifest, urls: { ...urls, 'fr_detect.onnx': 'blob:x' } } }),
      'files.pack urls must name',
    ],
  ])('%s is refused, and the failure names it', (_what, message, where) => {
    expect(() => checkedMessage(message)).toThrow(TypeError);
    expect(() => checkedMessage(message)).toThrow(where);
  });
});

describe('what is stored', () => {
  const SETTINGS = '/inpage-face/service-worker-settings';
  const FILES = '/inpage-face/service-worker-files';

  afterEach(() => vi.unstubAllGlobals());

  /** The store, in a service worker that has just started. */
  async function store(stored: Record<string, string>) {
    const match = async (name: string) =>
      Object.hasOwn(stored, name) ? new Response(stored[name]) : undefined;
    vi.stubGlobal('caches', { open: async () => ({ match }) });
    vi.resetModules();
    return import('../../../src/service-worker/settings-store.ts');
  }

  test('is used if it is right', async () => {
    const { loadSettings, loadFiles } = await store({
      [SETTINGS]: JSON.stringify(settings),
      [FILES]: JSON.stringify(files),
    });
    expect(await loadSettings()).toEqual(settings);
    expect(await loadFiles()).toEqual(files);
  });

  test.each(['{', 'null', '[]', '"local"', '{"mode":"sometimes","modes":{}}', '{"mode":"remote"}'])(
    'counts as not given if it is nonsense: %s',
    async (text) => {
      const { loadSettings, loadFiles } = await store({ [SETTINGS]: text, [FILES]: text });
      expect(await loadSettings()).toEqual({ mode: 'local', modes: {}, remote: undefined });
      expect(await loadFiles()).toBeUndefined();
    },
  );
});

test('a page’s engine that is ready names a lock of ours', () => {
  const lock = 'inpage-face/host/1/x';
  expect(isHostReady({ type: 'inpage-face/ready', lock })).toBe(true);
  for (const other of [
    { lock },
    { type: 'inpage-face/ready' },
    { type: 'inpage-face/ready', lock: 'x' },
    7,
  ]) {
    expect(isHostReady(other)).toBe(false);
  }
});

test('a web address is absolute', () => {
  for (const good of ['http://localhost:1/a', 'https://a.example']) expect(isWebAddress(good)).toBe(true);
  for (const bad of ['/api', '//a.example', 'ftp://a.example', 'https://', '']) {
    expect(isWebAddress(bad)).toBe(false);
  }
});
