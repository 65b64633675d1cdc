import type { EngineStorage, StorageInfo } from '../engine/engine-storage.ts';
import { indexedDbWorks } from '../templates/protection/device-keys.ts';

/** What the browser says of its storage; asked from the page, as workers may not ask it to persist. */
export const engineStorage: EngineStorage = {
  async info(): Promise<StorageInfo> {
    const [works, persisted, estimate] = await Promise.all([
      indexedDbWorks(),
      navigator.storage?.persisted().catch(() => false),
      navigator.storage?.estimate().catch(() => undefined),
    ]);
    const { usage, quota } = estimate ?? {};
    return {
      kind: works ? 'indexeddb' : 'memory',
      persisted: persisted ?? false,
      ...(usage !== undefined && { usage }),
      ...(quota !== undefined && { quota }),
    };
  },
  persist: async () => (await navigator.storage?.persist().catch(() => false)) ?? false,
};
