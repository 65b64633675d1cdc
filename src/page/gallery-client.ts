import type { CallOptions, TemplateSource } from '../contract/methods.ts';
import type { CompareResponse } from '../contract/wire.ts';
import type { GalleryCall } from '../crossing/worker-protocol.ts';
import type * as gallery from '../templates/gallery/face-gallery.ts';
import type { PictureSource } from './picture-source.ts';
import { postablePicture } from './postable-picture.ts';

/** How a gallery reaches the worker. */
export type CallGallery = (
  call: GalleryCall,
  options: gallery.LongCallOptions,
  handed: Transferable[],
) => Promise<unknown>;

/** The page's end of a gallery: every call goes to the worker, with what it needs to open the gallery anew. */
export class GalleryClient implements gallery.FaceGallery<PictureSource> {
  readonly name: string;
  readonly #handle: number;
  readonly #call: CallGallery;
  #options: Omit<gallery.GalleryOptions, 'onProgress'>;
  #isClosed = false;

  private constructor(name: string, options: gallery.GalleryOptions, handle: number, call: CallGallery) {
    const { onProgress: _, ...postable } = options;
    this.name = name;
    this.#options = postable;
    this.#handle = handle;
    this.#call = call;
  }

  static async open(
    name: string,
    options: gallery.GalleryOptions,
    handle: number,
    call: CallGallery,
  ): Promise<GalleryClient> {
    const client = new GalleryClient(name, options, handle, call);
    const { onProgress } = options;
    await client.#send('open', [], onProgress ? { onProgress } : {});
    return client;
  }

  info(): Promise<gallery.GalleryInfo> {
    return this.#send('info', []);
  }

  async enroll(
    id: string,
    source: PictureSource | TemplateSource,
    options: gallery.EnrollOptions = {},
  ): Promise<gallery.EnrollResult> {
    const { input, handed } = await postable(source);
    return this.#send('enroll', [id, input], options, handed);
  }

  async enrollAll(
    people: readonly gallery.Enrollment<PictureSource>[],
    options: gallery.LongCallOptions = {},
  ): Promise<void> {
    const inputs: unknown[] = [];
    const allHanded: Transferable[] = [];
    for (const { source, ...person } of people) {
      const { input, handed } = await postable(source);
      inputs.push({ ...person, source: input });
      allHanded.push(...handed);
    }
    await this.#send('enrollAll', [inputs], options, allHanded);
  }

  async identify(
    probe: PictureSource | TemplateSource,
    options: gallery.IdentifyOptions = {},
  ): Promise<gallery.IdentifyResponse> {
    const { input, handed } = await postable(probe);
    return this.#send('identify', [input], options, handed);
  }

  async verify(
    id: string,
    probe: PictureSource | TemplateSource,
    options: CallOptions = {},
  ): Promise<CompareResponse> {
    const { input, handed } = await postable(probe);
    return this.#send('verify', [id, input], options, handed);
  }

  get(id: string): Promise<gallery.Person | undefined> {
    return this.#send('get', [id]);
  }

  templates(id: string): Promise<Uint8Array<ArrayBuffer>[]> {
    return this.#send('templates', [id]);
  }

  picture(id: string): Promise<Blob | undefined> {
    return this.#send('picture', [id]);
  }

  list(options: gallery.ListOptions = {}): Promise<gallery.PeoplePage> {
    return this.#send('list', [options]);
  }

  remove(id: string): Promise<boolean> {
    return this.#send('remove', [id]);
  }

  clear(): Promise<void> {
    return this.#send('clear', []);
  }

  export(options: gallery.ExportOptions = {}): Promise<Blob> {
    return this.#send('export', [], options);
  }

  import(
    file: Blob | ArrayBuffer | Uint8Array,
    options: gallery.ImportOptions = {},
  ): Promise<gallery.ImportResult> {
    return this.#send('import', [file], options);
  }

  exportVectors(acknowledgement: { unencrypted: true }): Promise<gallery.PlainVectors> {
    return this.#send('exportVectors', [acknowledgement]);
  }

  migrate(options: gallery.LongCallOptions = {}): Promise<gallery.MigrationResult> {
    return this.#send('migrate', [], options);
  }

  async reissue(unlinkable: Exclude<gallery.Unlinkable, boolean> | true = true): Promise<void> {
    await this.#send('reissue', [unlinkable]);
    this.#options = { ...this.#options, unlinkable };
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#send('close', []);
    this.#isClosed = true;
  }

  [Symbol.dispose](): void {
    void this.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #send<Result>(
    method: GalleryCall['method'],
    parameters: readonly unknown[],
    options?: gallery.LongCallOptions,
    handed: Transferable[] = [],
  ): Promise<Result> {
    if (this.#isClosed) throw new TypeError(`The gallery was closed: open it again by engine.gallery().`);
    const { signal, onProgress, ...postable } = options ?? {};
    const call: GalleryCall = {
      handle: this.#handle,
      name: this.name,
      options: this.#options,
      method,
      parameters: options ? [...parameters, postable] : parameters,
    };
    const here = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
    return (await this.#call(call, here, handed)) as Result;
  }
}

async function postable(source: PictureSource | TemplateSource) {
  if (typeof source === 'string') return { input: source, handed: [] };
  // Bytes may be a picture or a template: the worker looks.
  const { input, transfer } = await postablePicture(source, false);
  return { input, handed: transfer };
}
