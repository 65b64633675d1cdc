/** By this name an engine answers the service worker's requests at a port; every copy of the package knows it. */
export const SERVE: unique symbol = Symbol.for('inpage-face/serve-service-worker') as never;

/** An engine as the registration of the service worker sees it. */
export interface PortServer {
  /** Answers the HTTP requests of API Lite that arrive at the port, for as long as the engine lives. */
  [SERVE](port: MessagePort): Promise<void>;
}

/** The engine as one that can answer at a port. @throws {TypeError} if createEngine did not make it. */
export function portServer(engine: object): PortServer {
  // An app without types may forget to await it.
  if (typeof engine === 'object' && SERVE in engine) return engine as PortServer;
  throw new TypeError('engine must be what createEngine() resolves to (await it).');
}
