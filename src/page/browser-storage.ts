import { checkOptions } from '../common/check-options.ts';
import { untilAborted } from '../common/until-aborted.ts';
import { indexedDbWorks } from '../templates/protection/device-keys.ts';
import type { EngineStorage, StorageInfo } from './face-engine.ts';
import { OPTION_NAMES } from './option-names.ts';

/** What the browser says of its storage; asked from the page, as workers may not ask it to persist. */
export const browserStorage: EngineStorage = {
  async info(options = {}) {
    checkOptions(options, OPTION_NAMES.state, 'storage.info() options');
    return untilAborted(readInfo(), options.signal);
  },
  async persist(options = {}) {
    checkOptions(options, OPTION_NAMES.state, 'storage.persist() options');
    const persisting = navigator.storage?.persist().catch(() => false) ?? Promise.resolve(false);
    return untilAborted(persisting, options.signal);
  },
};

async function readInfo(): Promise<StorageInfo> {
  const [works, persisted, estimate] = await Promise.all([
    indexedDbWorks(),
    navigator.storage?.persisted().catch(() => false),
    navigator.storage?.estimate().catch(() => undefined),
  ]);
  const { usage, quota } = estimate ?? {};
  return {
    storage: works ? 'indexeddb' : 'memory',
    persisted: persisted ?? false,
    ...(usage !== undefined && { usage }),
    ...(quota !== undefined && { quota }),
  };
}
