import '../common/dispose-symbols.ts';
import { checkOptions } from '../common/check-options.ts';
import type { TemplateSource } from '../contract/methods.ts';
import type { GalleryCall } from '../crossing/worker-protocol.ts';
import type * as gallery from '../templates/gallery/face-gallery.ts';
import { OPTION_NAMES } from './option-names.ts';
import type { PictureSource } from './picture-source.ts';
import { type Arguments, listOf } from './postable-call.ts';
import { postablePicture } from './postable-picture.ts';
import type { WorkerCalls } from './worker-calls.ts';

/** What a gallery's input is made of: a picture or a template. */
type Source = PictureSource | TemplateSource;

type Methods = gallery.GalleryMethods<PictureSource>;

/** Options of any call, as they are taken apart: what stays on the page, and what crosses. */
type Options = gallery.LongCallOptions & object;

/** The page's end of a gallery: every call goes to the worker, with what it needs to open the gallery anew. */
export class GalleryClient implements gallery.FaceGallery<PictureSource> {
  readonly #handle: number;
  readonly #calls: WorkerCalls;
  #opening: GalleryCall['gallery']['options'];
  #isClosed = false;

  private constructor(
    readonly name: string,
    opening: GalleryCall['gallery']['options'],
    handle: number,
    calls: WorkerCalls,
  ) {
    this.#opening = opening;
    this.#handle = handle;
    this.#calls = calls;
  }

  /** @param handle One for each opened gallery of the page. */
  static async open(
    name: string,
    options: gallery.GalleryOptions,
    handle: number,
    calls: WorkerCalls,
  ): Promise<GalleryClient> {
    checkOptions(options, OPTION_NAMES.gallery, 'gallery() options');
    const { signal, onProgress, ...opening } = options;
    checkParts(opening.protection, 'protection', 'options.protection');
    checkParts(opening.unlinkable, 'unlinkable', 'options.unlinkable');
    const client = new GalleryClient(name, opening, handle, calls);
    await client.#send('open', {}, { ...(signal && { signal }), ...(onProgress && { onProgress }) });
    return client;
  }

  /**
   * What names an app's gallery to the worker.
   *
   * @throws {TypeError} if it is closed, or none of the engine's whose calls these are.
   */
  static referenceTo(given: unknown, calls: WorkerCalls): GalleryCall['gallery'] {
    const isOwn = typeof given === 'object' && given !== null && #handle in given && given.#calls === calls;
    if (!isOwn || given.#isClosed)
      throw new TypeError('options.gallery must be an open gallery of this engine');
    return { handle: given.#handle, name: given.name, options: given.#opening };
  }

  readonly info: Methods['info'] = (options) => this.#call('info', 'state', options, {});

  readonly enroll: Methods['enroll'] = (id, source, options) =>
    this.#call('enroll', 'enroll', options, async (post) => ({ id, source: await post(source, 'source') }));

  readonly enrollAll: Methods['enrollAll'] = (people, options) =>
    this.#call('enrollAll', 'enrollAll', options, async (post) => {
      const enrollments: unknown[] = [];
      for (const [index, enrollment] of listOf(people, 'people').entries()) {
        checkOptions(enrollment, OPTION_NAMES.enrollment, `people[${index}]`);
        const source = await post(enrollment.source, `people[${index}].source`);
        enrollments.push({ ...enrollment, source });
      }
      return { people: enrollments };
    });

  readonly identify: Methods['identify'] = (probe, options) =>
    this.#call('identify', 'identify', options, async (post) => ({ probe: await post(probe, 'probe') }));

  readonly verify: Methods['verify'] = (id, probe, options) =>
    this.#call('verify', 'state', options, async (post) => ({ id, probe: await post(probe, 'probe') }));

  readonly get: Methods['get'] = (id, options) => this.#call('get', 'state', options, { id });

  readonly templates: Methods['templates'] = (id, options) =>
    this.#call('templates', 'state', options, { id });

  readonly picture: Methods['picture'] = (id, options) => this.#call('picture', 'state', options, { id });

  readonly list: Methods['list'] = (options) => this.#call('list', 'list', options, {});

  readonly remove: Methods['remove'] = (id, options) => this.#call('remove', 'state', options, { id });

  readonly clear: Methods['clear'] = (options) => this.#call('clear', 'state', options, {});

  readonly export: Methods['export'] = (options) => this.#call('export', 'export', options, {});

  readonly import: Methods['import'] = (file, options) => this.#call('import', 'import', options, { file });

  readonly exportVectors: Methods['exportVectors'] = (options) =>
    this.#call('exportVectors', 'exportVectors', options, {});

  readonly migrate: Methods['migrate'] = (options) => this.#call('migrate', 'longCall', options, {});

  readonly reissue: Methods['reissue'] = async (unlinkable = true, options) => {
    checkParts(unlinkable, 'unlinkable', 'unlinkable');
    await this.#call('reissue', 'longCall', options, { unlinkable });
    this.#opening = { ...this.#opening, unlinkable };
  };

  readonly changeProtection: Methods['changeProtection'] = async (to, options) => {
    checkParts(to, 'protection', 'protection');
    await this.#call('changeProtection', 'longCall', options, { to });
    this.#opening = { ...this.#opening, protection: to };
  };

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#send('close', {}, {});
  }

  [Symbol.dispose](): void {
    void this[Symbol.asyncDispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    // A worker that is gone has nothing to close.
    return this.close().catch(() => undefined);
  }

  async #call<Result>(
    method: GalleryCall['method'],
    names: keyof typeof OPTION_NAMES,
    options: Options = {},
    given: Arguments | ((post: Post) => Promise<Arguments>),
  ): Promise<Result> {
    checkOptions(options, OPTION_NAMES[names], `gallery.${method}() options`);
    if (this.#isClosed) throw new TypeError('The gallery was closed: open it again by engine.gallery().');
    if (typeof given !== 'function') return this.#send(method, given, options);
    const handed: Transferable[] = [];
    // Bytes may be a picture or a template: the worker looks.
    const posted = await given(async (source, name) =>
      typeof source === 'string' ? source : postablePicture(source, name, false, handed),
    );
    return this.#send(method, posted, options, handed);
  }

  async #send<Result>(
    method: GalleryCall['method'],
    given: Arguments,
    { signal, onProgress, ...options }: Options,
    handed: Transferable[] = [],
  ): Promise<Result> {
    const gallery = { handle: this.#handle, name: this.name, options: this.#opening };
    const here = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
    return (await this.#calls.gallery({ gallery, method, options }, given, here, handed)) as Result;
  }
}

/** Checks the names in what may be an object or a word. */
function checkParts(
  given: gallery.Protection | gallery.Unlinkable | undefined,
  names: 'protection' | 'unlinkable',
  where: string,
): void {
  if (typeof given === 'object') checkOptions(given, OPTION_NAMES[names], where);
}

/** Makes a picture or a template ready to be posted. */
type Post = (source: Source, name: string) => Promise<unknown>;
