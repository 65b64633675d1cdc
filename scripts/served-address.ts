import type { PreviewServer } from 'vite';

/** The address of a preview server, on whichever port it found free. */
export function servedAddress(server: PreviewServer): string {
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens at no port');
  return `http://127.0.0.1:${address.port}/`;
}
