import * as v from 'valibot';
import type { EngineFiles } from '../crossing/engine-files.ts';
import type { PageMessage } from '../crossing/page-message.ts';
import { MODES, type Settings } from '../crossing/service-worker-protocol.ts';
import { isWebAddress } from '../crossing/web-address.ts';
import { isMethod } from '../http/routes.ts';
import { spelledAsToday } from '../runtime/manifest-spelling.ts';
import type { ModelManifest } from '../runtime/model-manifest.ts';
import { manifestFault } from '../runtime/model-manifest.ts';
import { filesOf } from '../runtime/model-pack.ts';

// Any page of the origin may send anything, and what is stored may be of any age.

const webAddress = v.pipe(
  v.string('must be a text'),
  v.check(isWebAddress, 'must be an absolute http or https URL'),
);

const MODE_WORDS = `must be one of ${MODES.join(', ')}`;

const settings = v.pipe(
  v.object(
    {
      mode: v.picklist(MODES, MODE_WORDS),
      modes: v.custom<Settings['modes']>(
        (modes) =>
          isObject(modes) &&
          Object.entries(modes).every(([method, mode]) => isMethod(method) && MODES.some((m) => m === mode)),
        `must be an object of methods, each of which ${MODE_WORDS}`,
      ),
      remote: v.optional(webAddress),
    },
    'must be an object',
  ),
  v.transform((given): Settings => ({ remote: undefined, ...given })),
);

const build = v.object({ mjs: webAddress, wasm: webAddress }, 'must be an object');
const whole = v.object({ mjs: webAddress, rest: webAddress }, 'must be an object');

const pack = v.pipe(
  v.object(
    {
      manifest: v.pipe(
        v.unknown(),
        v.transform(spelledAsToday),
        v.check(
          (manifest) => manifestFault(manifest) === undefined,
          ({ input }) => `is not a model pack's (${manifestFault(input)})`,
        ),
        v.transform((manifest) => manifest as ModelManifest),
      ),
      urls: v.custom<Record<string, string>>(isObject, 'must be an object'),
    },
    'must be an object',
  ),
  v.check(
    ({ manifest, urls }) =>
      filesOf(manifest).every(({ file }) => Object.hasOwn(urls, file) && v.is(webAddress, urls[file])),
    'urls must name an absolute http or https URL for each file',
  ),
);

const files = v.object(
  {
    runtime: v.object({ slim: build, wasm: whole, webgpu: build }, 'must be an object'),
    pack,
  },
  'must be an object',
);

const message = v.variant(
  'type',
  [
    v.object({ type: v.picklist(['inpage-face/claim', 'inpage-face/settings']) }),
    v.object({ type: v.picklist(['inpage-face/hosting', 'inpage-face/keep-offline']) }),
    v.object({ type: v.literal('inpage-face/configure'), settings }),
    v.object({ type: v.literal('inpage-face/files'), files }),
  ],
  'is none that this version knows',
);

/** A page's message. @throws {TypeError} naming what is wrong with it. */
export function checkedMessage(data: unknown): PageMessage {
  const { success, issues, output } = v.safeParse(message, data);
  if (success) return output;
  const [issue] = issues;
  const where = v.getDotPath(issue) ?? 'the message';
  throw new TypeError(`The service worker refuses what a page sent: ${where} ${issue.message}.`);
}

/** Stored settings; undefined if they are nonsense. */
export function settingsIn(stored: unknown): Settings | undefined {
  const { success, output } = v.safeParse(settings, stored);
  return success ? output : undefined;
}

/** Stored addresses of files; undefined if they are nonsense. */
export function filesIn(stored: unknown): EngineFiles | undefined {
  const { success, output } = v.safeParse(files, stored);
  return success ? output : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
