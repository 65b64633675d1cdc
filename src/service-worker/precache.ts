import { PrecacheController, type PrecacheEntry } from 'workbox-precaching';

/** The files of a site by URL and revision, as its build lists them. */
export interface SiteFiles {
  always: PrecacheEntry[];
  /** Large, and of use only if the browser has a hardware WebGPU adapter. */
  webgpu: PrecacheEntry[];
}

/**
 * The files of a site, kept for offline use. An update is fetched whole beside the old files before it takes
 * over; if one file fails, so does the update, and the old files serve on. The caches have names of their own, since
 * whatever is not listed is cleaned out of them: the library's usual one belongs to the app. `eraseAll` leaves them too.
 */
export class Precache {
  readonly #always: PrecacheController;
  readonly #webgpu: PrecacheController;
  /** A package's service worker keeps no site's files. */
  readonly #isEmpty: boolean;

  /** @param scope Of the service worker: another one of this origin keeps a site of its own. */
  constructor({ always, webgpu }: SiteFiles, scope: string) {
    this.#always = new PrecacheController({ cacheName: `site/inpage-face ${scope}` });
    this.#webgpu = new PrecacheController({ cacheName: `site/inpage-face-webgpu ${scope}` });
    this.#always.addToCacheList(always);
    this.#webgpu.addToCacheList(webgpu);
    this.#isEmpty = always.length + webgpu.length === 0;
  }

  /** Fetches what is new. @throws if a file can't be fetched. */
  async install(event: ExtendableEvent, hardwareGpu: boolean): Promise<void> {
    await this.#always.install(event);
    if (hardwareGpu) await this.#webgpu.install(event);
  }

  /** Leaves out what the update no longer has. */
  async activate(event: ExtendableEvent): Promise<void> {
    if (this.#isEmpty) return;
    await Promise.all([this.#always.activate(event), this.#webgpu.activate(event)]);
  }

  /** Whether a request is for one of the files. */
  has(request: Pick<Request, 'method' | 'url'>): boolean {
    return request.method === 'GET' && this.#controllerOf(fileUrl(request.url)) !== undefined;
  }

  /** The file as it was kept, else as the network has it. */
  async respond(request: Request): Promise<Response> {
    return (await this.match(request.url)) ?? fetch(request);
  }

  async match(url: string): Promise<Response | undefined> {
    const file = fileUrl(url);
    return this.#controllerOf(file)?.matchPrecache(file);
  }

  #controllerOf(file: string): PrecacheController | undefined {
    return [this.#always, this.#webgpu].find(
      (controller) => controller.getCacheKeyForURL(file) !== undefined,
    );
  }
}

/** The file that a site's host answers a URL with: a folder's is its index, a query changes nothing. */
function fileUrl(url: string): string {
  const file = new URL(url);
  file.search = '';
  file.hash = '';
  if (file.pathname.endsWith('/')) file.pathname += 'index.html';
  return file.href;
}
