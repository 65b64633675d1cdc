import type { FaceMethod } from '../contract/methods.ts';

/**
 * What pages and the service worker agree on. It rises when a message below changes its meaning; a page of
 * another protocol is never asked, so that a new service worker and an old page do each other no harm.
 */
export const PROTOCOL = 1;

/**
 * Every engine that answers requests holds a Web Lock of this name and an id of its own, for as long as it
 * lives: the service worker knows by it which there are, and at once when one is gone.
 */
export const HOST_LOCK_PREFIX = `inpage-face/host/${PROTOCOL}/`;

/** Name of the header that says who gave an answer: one of {@link AnsweredBy}. */
export const ANSWERED_BY = 'X-Face-Answered-By';

/** Who gave an answer: an engine on a page, the service worker's own engine, or the server. */
export type AnsweredBy = 'page' | 'service-worker' | 'remote';

/**
 * Who is asked:
 * - `local`: the engine in the browser, nobody else;
 * - `remote`: the server, nobody else;
 * - `local-first`: the engine; the server if the engine is inoperative;
 * - `remote-first`: the server; the engine if the server can't be reached.
 */
export type Mode = 'local' | 'remote' | 'local-first' | 'remote-first';

export const MODES: readonly Mode[] = ['local', 'remote', 'local-first', 'remote-first'];

/** What can be changed while the service worker runs; it outlives its restarts. */
export interface Settings {
  /** Who is asked. */
  mode: Mode;
  /** Methods that do not follow `mode`. */
  modes: Partial<Record<FaceMethod, Mode>>;
  /** Where the server answers, e.g. `https://faces.example/api`; undefined: at the request's own address. */
  remote: string | undefined;
}

export const DEFAULT_SETTINGS: Settings = { mode: 'local', modes: {}, remote: undefined };

/** What the service worker sends to pages, with the port on which requests will come. */
export interface ConnectMessage {
  type: 'inpage-face/connect';
  protocol: number;
}

/** The first message on such a port, from the engine that will answer on it. */
export interface HostReady {
  type: 'inpage-face/ready';
  /** The name of the lock it holds. */
  lock: string;
}

export function isConnectMessage(data: unknown): data is ConnectMessage {
  return hasType(data) && data.type === 'inpage-face/connect';
}

/** Whether a message is meant for the service worker; what is in it is still to be checked. */
export function isPageMessage(data: unknown): boolean {
  return hasType(data) && data.type.startsWith('inpage-face/');
}

export function isHostReady(data: unknown): data is HostReady {
  if (!hasType(data) || data.type !== 'inpage-face/ready' || !('lock' in data)) return false;
  return typeof data.lock === 'string' && data.lock.startsWith(HOST_LOCK_PREFIX);
}

function hasType(data: unknown): data is { type: string } {
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';
}
