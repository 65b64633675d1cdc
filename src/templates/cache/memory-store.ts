import type { RecordStore } from './record-store.ts';

/** Records that live as long as the engine. */
export function createMemoryStore(): RecordStore {
  const records = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    storage: 'memory',
    get: async (name) => records.get(name),
    set: async (name, bytes) => void records.set(name, bytes),
    delete: async (names) => {
      for (const name of names) records.delete(name);
    },
    names: async () => [...records.keys()],
    clear: async () => records.clear(),
    close: () => records.clear(),
    erase: async () => records.clear(),
  };
}
