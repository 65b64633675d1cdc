import { ApiLiteError, reasonOf } from '../contract/errors.ts';
import { spelledAsToday } from './manifest-spelling.ts';
import type { ModelManifest, ModelOf, ModelRole, PackFile } from './model-manifest.ts';
import { manifestFault } from './model-manifest.ts';

/** A manifest with the places of its files. */
export interface ModelPack {
  manifest: ModelManifest;
  /** Absolute URL of a file. */
  urlOf(file: Pick<PackFile, 'file'>): string;
}

/** A pack as data, so that it can cross to a worker. */
export interface LocatedPack {
  manifest: ModelManifest;
  /** Absolute URLs by the files' names. */
  urls: Record<string, string>;
}

export function locatedPack({ manifest, urlOf }: ModelPack): LocatedPack {
  return { manifest, urls: Object.fromEntries(filesOf(manifest).map((file) => [file.file, urlOf(file)])) };
}

/** All files that a manifest names. */
export function filesOf({ models, cohort }: ModelManifest): PackFile[] {
  return cohort ? [...models, cohort] : models;
}

export function packFrom({ manifest, urls }: LocatedPack): ModelPack {
  return {
    manifest,
    urlOf({ file }) {
      const url = Object.hasOwn(urls, file) ? urls[file] : undefined;
      if (url === undefined) throw packError(`The model pack "${manifest.name}" lacks the URL of ${file}.`);
      return url;
    },
  };
}

/** What a download may be told. */
export type DownloadOptions = Pick<RequestInit, 'signal' | 'priority'>;

/**
 * Fetches a pack's manifest; its files lie beside it.
 *
 * @param download What the request is told besides.
 * @throws {ApiLiteError} BPE-001002 if it can't be fetched, is not a manifest or names files elsewhere.
 */
export async function fetchModelPack(url: string, download: DownloadOptions = {}): Promise<ModelPack> {
  let manifest: unknown;
  try {
    const response = await fetch(url, download);
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    manifest = spelledAsToday(await response.json());
  } catch (cause) {
    download.signal?.throwIfAborted();
    throw packError(`The model pack's manifest at ${url} can't be read (${reasonOf(cause)}).`, cause);
  }
  const fault = manifestFault(manifest);
  if (fault !== undefined) {
    throw packError(
      `${url} is not a model pack's manifest (${fault}): see models/default.json for the form.`,
    );
  }
  return packFrom(located(manifest as ModelManifest, url));
}

/**
 * A manifest with its files' places: below the manifest's own folder or, if the page made it itself (`blob:`, `data:`),
 * on the page's origin. The app asked for this manifest: what it names elsewhere, nobody asked for.
 *
 * @throws {ApiLiteError} BPE-001002 if it names a file elsewhere.
 */
function located(manifest: ModelManifest, url: string): LocatedPack {
  const home = /^https?:/.test(url) ? new URL('.', url).href : `${globalThis.location?.origin}/`;
  const entries = filesOf(manifest).map(({ name = 'the cohort', file }) => {
    const found = parsedUrl(file, url);
    // Servers may read these as the slashes of a path that leads elsewhere.
    if (found?.href.startsWith(home) && !/%(2f|5c)/i.test(found.pathname)) return [file, found.href];
    throw packError(
      `The manifest at ${url} names a file of ${name} outside ${home}: "${file}". Serve the pack's files beside it.`,
    );
  });
  return { manifest, urls: Object.fromEntries(entries) };
}

/** What every extraction runs, as far as the pack has it. */
export const EXTRACTION_ROLES: readonly ModelRole[] = ['detector', 'landmarks', 'embedding'];

/** The models of a role, in the manifest's order; most roles have one at most. */
export function modelsOf<Role extends ModelRole>(pack: ModelPack, role: Role): ModelOf<Role>[] {
  return pack.manifest.models.filter((model): model is ModelOf<Role> => model.role === role);
}

/** The first model of a role. @throws {ApiLiteError} BPE-001002 if the pack has none. */
export function modelOf<Role extends ModelRole>(pack: ModelPack, role: Role): ModelOf<Role> {
  const [model] = modelsOf(pack, role);
  if (!model) throw lackingModel(pack, role);
  return model;
}

/** BPE-001002: a pack has no model for a role. */
export function lackingModel({ manifest }: ModelPack, role: ModelRole): ApiLiteError {
  return packError(`The model pack "${manifest.name}" has no model for ${role}.`);
}

/**
 * Tells whose templates may be compared: 8 bytes of SHA-256 over the pack's name and the models that shape
 * a template, with their recipes: the recogniser and whatever gives the points a face is aligned by. Templates
 * of another fingerprint are refused.
 */
export async function templateFingerprint(pack: ModelPack): Promise<Uint8Array<ArrayBuffer>> {
  const locator = modelsOf(pack, 'landmarks')[0] ?? modelOf(pack, 'detector');
  const models = [locator, modelOf(pack, 'embedding')].map(({ sha256, family, input }) => {
    const { color, mean, scale, shape } = input;
    return [sha256, family, color, mean, scale, shape];
  });
  const shapedBy = JSON.stringify([pack.manifest.name, ...models]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(shapedBy));
  return new Uint8Array(digest, 0, 8).slice();
}

/** BPE-001002: a pack can't be used. */
export function packError(message: string, cause?: unknown): ApiLiteError {
  return new ApiLiteError('BPE-001002', message, { cause });
}

/** Undefined if it is none. Not by `URL.parse` or `URL.canParse`, which Safari 16 lacks. */
function parsedUrl(url: string, base: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
