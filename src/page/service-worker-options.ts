import type { CallOptions, FaceMethod } from '../contract/methods.ts';
import type { EmbedderPolicy } from '../crossing/script-options.ts';
import type { Mode, Settings } from '../crossing/service-worker-protocol.ts';
import type { FaceEngine } from './face-engine.ts';

/**
 * An engine of this page, or a function that gives the one it has: it is asked whenever the service worker connects,
 * at once and after each of its restarts, so it had better not start an engine each time.
 */
export type HostedEngine = FaceEngine | (() => Promise<FaceEngine>);

/** Options of {@link registerFaceServiceWorker}. */
export interface FaceServiceWorkerOptions extends CallOptions {
  /** The service worker's script. Default `service-worker.js` beside the page's document. */
  script?: string | URL;
  /**
   * The app's own service worker, which imports this package's script (docs/offline.md): nothing is registered then, and
   * the app decides when an update takes over. Options of the registration (`script`, `scope`, `basePath`, `isolate`) are
   * the app's then.
   */
  registration?: ServiceWorkerRegistration;
  /** Where inference runtime and models of its own engine lie, as in `createEngine`. */
  assets?: string | URL;
  /** The pages it serves. Default: the script's folder. */
  scope?: string;
  /** What stands before the contract's paths in requests, e.g. `/api`. Default: nothing. */
  basePath?: string;
  /** Who is asked. Default `local`. */
  mode?: Mode;
  /** Methods that do not follow `mode`. */
  modes?: Partial<Record<FaceMethod, Mode>>;
  /** Where the API Lite server answers, e.g. `https://faces.example/api`. Default: at the request's own address. */
  remote?: string | URL;
  /** An engine of this page that answers; without one the service worker runs its own, in a single thread. */
  engine?: HostedEngine;
  /**
   * Isolates pages across origins, for hosts that can't send the COOP and COEP headers, so that engines get
   * threads. The first visit reloads the page once. `true` means `credentialless`. Default false.
   */
  isolate?: boolean | EmbedderPolicy;
}

/** The service worker, registered and in control of this page. */
export interface FaceServiceWorker {
  /** The browser's registration, for updates and events. */
  readonly registration: ServiceWorkerRegistration;
  /** Has this page's engine answer, requests of other pages included. Resolves when the service worker knows it. */
  host(engine: HostedEngine, options?: CallOptions): Promise<void>;
  /** What is in force, for every page of the scope. */
  settings(options?: CallOptions): Promise<Settings>;
  /** Changes who is asked, for every page of the scope: for all methods, or for those named. */
  setMode(mode: Mode, options?: SetModeOptions): Promise<void>;
  /**
   * Keeps all models and the inference runtime for offline use, those too that no call has needed yet.
   * Without it, a method answers offline once it has answered online.
   *
   * @throws {Error} if a file can't be fetched.
   */
  keepOffline(options?: CallOptions): Promise<void>;
  /** Takes the service worker away; pages that it controls keep it until they are closed. */
  unregister(options?: CallOptions): Promise<boolean>;
}

/** Options of {@link FaceServiceWorker.setMode}. */
export interface SetModeOptions extends CallOptions {
  /** The methods that are to follow the mode. Default: all. */
  methods?: readonly FaceMethod[];
}
