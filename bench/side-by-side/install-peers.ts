import { join } from 'node:path';
import { ensureInstalled } from '../../scripts/install.mjs';
import { ROOT } from '../../scripts/project.mjs';

/** The peers' own package: they never enter the library's install. */
export const PEERS_FOLDER = join(ROOT, 'bench/peers');

/** Installs the peers unless they are there. */
export async function installPeers(): Promise<void> {
  await ensureInstalled(PEERS_FOLDER);
}
