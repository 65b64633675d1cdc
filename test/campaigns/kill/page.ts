import type { WorkerStart } from '../../../src/crossing/worker-start.ts';
import {
  createEngine,
  type FaceEngine,
  type FaceGallery,
  type Protection,
  StorageError,
} from '../../../src/index.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import type { PictureSource } from '../../../src/page/picture-source.ts';
import { registerFaceServiceWorker } from '../../../src/page/register-service-worker.ts';
import { modelOf, templateFingerprint } from '../../../src/runtime/model-pack.ts';
import { memoryStorage } from '../../../src/templates/gallery/memory-storage.ts';
import { templateCodec } from '../../../src/templates/gallery/template-codec.ts';
import { encodeTemplate } from '../../../src/templates/template-bytes.ts';
import { openGallery, vectorOf } from '../../support/gallery.ts';
import {
  FOREIGN,
  IMPORTED,
  type Operation,
  PROTECTIONS,
  type ProtectionName,
  type State,
} from './operations.ts';
import type { Observed } from './witness.ts';

const DIMENSION = modelOf(defaultPack, 'embedding').dimension;
/** Of a model that this pack does not have. */
const FOREIGN_FINGERPRINT = 'ffffffffffffffff';
/** A score that only the same template has. */
const SAME = 0.95;

const workers: Worker[] = [];
let engine: FaceEngine | undefined;
let gallery: FaceGallery<PictureSource> | undefined;
let fingerprint: Uint8Array = new Uint8Array();

/** The page's side of the campaign: it does what it is told, until it is killed. */
const driven = {
  /** @param models Manifest of a pack; without one the default pack, so that pictures can be extracted. */
  async start(models: string | undefined, withServiceWorker: boolean): Promise<void> {
    fingerprint = await templateFingerprint(defaultPack);
    engine = await createEngine({ cache: false, threads: 1, ...(models !== undefined && { models }) });
    if (withServiceWorker) await registerFaceServiceWorker({ engine, script: '/service-worker.js' });
  },

  /** By whichever protection it has: a change that was not acknowledged may have been made. */
  async open(name: string): Promise<void> {
    await gallery?.close().catch(() => undefined);
    gallery = await openByAny(name);
  },

  /** @returns What the operation was rejected with: name and reason or code. Empty if it was done. */
  async operate(operation: Operation): Promise<string> {
    try {
      await operate(operation);
      return '';
    } catch (error) {
      const { name, message, reason, code, cause } = error as Error & { reason?: string; code?: string };
      const by = cause instanceof Error ? ` (by ${cause.name})` : '';
      return `${name} ${code ?? ''} ${reason ?? ''} ${message}${by}`;
    }
  },

  /** Opens the gallery anew and tells what is in it. @param templates Those to look for. */
  async inspect(name: string, templates: readonly number[]): Promise<Observed> {
    await this.open(name);
    const opened = openedGallery();
    const counts: Record<string, number> = {};
    for (let after: string | undefined; ; ) {
      const page = await opened.list({ limit: 1000, ...(after !== undefined && { after }) });
      for (const person of page.people) counts[person.id] = person.templates.length;
      after = page.next;
      if (after === undefined) break;
    }
    const found: Record<number, string | null> = {};
    for (const template of templates) {
      const { results } = await opened.identify(bytesOf(template), { topK: 1 });
      const [best] = results;
      found[template] = best && best.score > SAME ? best.id : null;
    }
    const { people, templates: all } = await opened.info();
    return { counts, found, people, templates: all };
  },

  eraseAll: () => ready().eraseAll(),

  killWorkers(): void {
    for (const worker of workers.splice(0)) worker.terminate();
  },

  /** Lets the worker go in a circle until it is ended. */
  stickWorker(): void {
    workers.at(-1)?.postMessage({ stick: true });
  },

  /** A request through the service worker. @returns Its HTTP status, 0 if it failed. */
  async ask(): Promise<number> {
    const response = await fetch('/version').catch(() => undefined);
    return response?.status ?? 0;
  },
};

declare global {
  var killPage: KillPage | undefined;
}

export type KillPage = typeof driven;

function ready(): FaceEngine {
  if (!engine) throw new Error('The page was not started');
  return engine;
}

function openedGallery(): FaceGallery<PictureSource> {
  if (!gallery) throw new Error('No gallery is open');
  return gallery;
}

async function operate(operation: Operation): Promise<void> {
  const opened = openedGallery();
  if (operation.kind === 'enroll') {
    const { id, template, replace, padding } = operation;
    await opened.enroll(id, bytesOf(template), { replace, metadata: { padding: 'x'.repeat(padding) } });
  } else if (operation.kind === 'enrollAll') {
    await opened.enrollAll(operation.people.map(({ id, template }) => ({ id, source: bytesOf(template) })));
  } else if (operation.kind === 'remove') await opened.remove(operation.id);
  else if (operation.kind === 'import') {
    await opened.import(await (operation.file === 'own' ? exportOf(IMPORTED) : exportOfForeign()));
  } else if (operation.kind === 'reissue') await opened.reissue();
  else if (operation.kind === 'migrate') await opened.migrate();
  else if (operation.kind === 'changeProtection') await opened.changeProtection(protectionOf(operation.to));
  else if (operation.kind === 'clear') await opened.clear();
  else await ready().eraseAll();
}

const protectionOf = (name: ProtectionName): Protection => (name === 'device' ? name : { passphrase: name });

async function openByAny(name: string): Promise<FaceGallery<PictureSource>> {
  const failures: unknown[] = [];
  for (const protection of PROTECTIONS) {
    try {
      return await ready().gallery(name, { protection: protectionOf(protection) });
    } catch (error) {
      if (!(error instanceof StorageError && error.reason === 'wrong-key')) throw error;
      failures.push(error);
    }
  }
  throw failures[0];
}

/** The template of a number. */
function bytesOf(template: number, made = fingerprint): Uint8Array<ArrayBuffer> {
  return encodeTemplate({ fingerprint: made, quality: 50, vector: vectorOf(template, DIMENSION) });
}

/** Records of a file keep their keys: what is there already is not added again. */
const files = new Map<State, Promise<Blob>>();

function exportOf(state: State): Promise<Blob> {
  const known = files.get(state) ?? makeExport(state, fingerprint);
  files.set(state, known);
  return known;
}

async function exportOfForeign(): Promise<Blob> {
  const known = files.get(FOREIGN) ?? makeExport(FOREIGN, new Uint8Array(8).fill(255), await clean());
  files.set(FOREIGN, known);
  return known;
}

async function clean(): Promise<Blob> {
  return await (await fetch('/corpus/faces/clean.jpg')).blob();
}

/** A file of these people, as another engine would have written it. */
async function makeExport(state: State, made: Uint8Array, picture?: Blob): Promise<Blob> {
  const kept = await keptFile(picture ? 'foreign' : 'own');
  if (kept) return kept;
  let template = 0;
  const source = await openGallery(
    'source of a file',
    {},
    {
      storage: memoryStorage(),
      codec: templateCodec,
      fingerprint: picture ? FOREIGN_FINGERPRINT : hex(made),
      dimension: DIMENSION,
      extract: async () => bytesOf(template, made),
    },
  );
  for (const [id, templates] of state) {
    template = templates[0] ?? 0;
    await source.enroll(id, picture ?? bytesOf(template, made), { keepPicture: picture !== undefined });
  }
  const file = await source.export();
  await source.close();
  await fetch(`/kept/${picture ? 'foreign' : 'own'}.bin`, { method: 'PUT', body: file });
  return file;
}

/** The same file in every tab and browser: their records have the same keys. */
async function keptFile(name: string): Promise<Blob | undefined> {
  const response = await fetch(`/kept/${name}.bin`);
  return response.ok ? await response.blob() : undefined;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const Original = Worker;
/** Its engine's script gets a listener beside it that goes in a circle when it is told so. */
globalThis.Worker = class extends Original {
  constructor(...parameters: ConstructorParameters<typeof Original>) {
    super(...parameters);
    workers.push(this);
  }
  override postMessage(message: unknown, transfer?: unknown): void {
    if (isStart(message)) message.engine = sticky(message.engine);
    super.postMessage(message, transfer as Transferable[]);
  }
};

const isStart = (message: unknown): message is WorkerStart =>
  typeof message === 'object' && message !== null && 'engine' in message;

function sticky(engineScript: string): string {
  const script = `
    addEventListener('message', ({ data }) => { if (data.stick) for (;;); });
    await import(${JSON.stringify(engineScript)});`;
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

globalThis.killPage = driven;
