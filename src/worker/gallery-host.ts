import type { CallOptions } from '../contract/methods.ts';
import type { GalleryCall } from '../crossing/worker-protocol.ts';
import type { EngineCore } from '../engine/engine-core.ts';
import type { PictureInput } from '../media/open-picture.ts';
import type { GalleryProgress } from '../templates/gallery/face-gallery.ts';
import { Gallery } from '../templates/gallery/gallery.ts';
import { findStorageBackend, type StorageBackend } from '../templates/gallery/storage-backend.ts';

/** The galleries of the worker: opened at their first call, and again after the worker was replaced. */
export class GalleryHost {
  readonly #galleries = new Map<number, Promise<Gallery<PictureInput>>>();
  #places: Promise<StorageBackend> | undefined;

  /** @param context What can't cross in the call itself. */
  async call(
    core: EngineCore,
    { handle, name, options, method, parameters }: GalleryCall,
    context: CallOptions & { onProgress?: (progress: GalleryProgress) => void },
  ): Promise<unknown> {
    if (method === 'close') return this.#close(handle);
    const opening =
      this.#galleries.get(handle) ?? this.#open(core, name, { ...options, ...progressOf(context) });
    this.#remember(handle, opening);
    const gallery = await opening;
    if (method === 'open') return undefined;
    // The options come last and take what only exists on this side of the crossing.
    const [last] = parameters.slice(-1);
    const all = TAKES_OPTIONS.has(method)
      ? [...parameters.slice(0, -1), { ...(last as object), ...context }]
      : parameters;
    return (gallery[method] as (...all: unknown[]) => Promise<unknown>).apply(gallery, [...all]);
  }

  /** Removes everything stored; open galleries go on empty. */
  async eraseAll(): Promise<void> {
    await (await this.#findPlaces()).eraseAll();
  }

  async #open(core: EngineCore, name: string, options: GalleryCall['options']) {
    const { deviceKeys, storageOf } = await this.#findPlaces();
    const parts = await core.galleryParts();
    return Gallery.open<PictureInput>(name, { ...parts, deviceKeys, storage: storageOf(name) }, options);
  }

  #remember(handle: number, opening: Promise<Gallery<PictureInput>>): void {
    this.#galleries.set(handle, opening);
    opening.catch(() => {
      if (this.#galleries.get(handle) === opening) this.#galleries.delete(handle);
    });
  }

  async #close(handle: number): Promise<void> {
    const gallery = this.#galleries.get(handle);
    this.#galleries.delete(handle);
    await (await gallery)?.close();
  }

  #findPlaces(): Promise<StorageBackend> {
    this.#places ??= findStorageBackend();
    this.#places.catch(() => {
      this.#places = undefined;
    });
    return this.#places;
  }
}

/** Methods whose last parameter is an object of options. */
const TAKES_OPTIONS: ReadonlySet<GalleryCall['method']> = new Set([
  'enroll',
  'enrollAll',
  'identify',
  'verify',
  'export',
  'import',
  'migrate',
]);

const progressOf = ({ onProgress }: { onProgress?: (progress: GalleryProgress) => void }) =>
  onProgress ? { onProgress } : {};
