import { PrecacheController, type PrecacheEntry } from 'workbox-precaching';

/**
 * The files of a site, kept for offline use. An update is fetched whole beside the old files before it takes
 * over; where one file fails, so does the update, and the old files serve on.
 */
export class Precache {
  readonly #controller = new PrecacheController();

  /** @param files The site's files by URL and revision, as its build lists them. */
  constructor(files: PrecacheEntry[]) {
    this.#controller.addToCacheList(files);
  }

  /** Fetches what is new. @throws where a file can't be fetched. */
  async install(event: ExtendableEvent): Promise<void> {
    await this.#controller.install(event);
  }

  /** Leaves out what the update no longer has. */
  async activate(event: ExtendableEvent): Promise<void> {
    await this.#controller.activate(event);
  }

  /** Whether a request is for one of the files. */
  has(request: Pick<Request, 'method' | 'url'>): boolean {
    return request.method === 'GET' && this.#controller.getCacheKeyForURL(fileUrl(request.url)) !== undefined;
  }

  /** The file as it was kept, or as the network has it where the browser has dropped the cache. */
  async respond(request: Request): Promise<Response> {
    return (await this.match(request.url)) ?? fetch(request);
  }

  /** The file as it was kept. */
  async match(url: string): Promise<Response | undefined> {
    return this.#controller.matchPrecache(fileUrl(url));
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
