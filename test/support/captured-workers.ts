import { vi } from 'vitest';

/**
 * Engines started from here on put their workers into the list, so that a test can count or kill them; ends with
 * `vi.unstubAllGlobals()`.
 */
export function captureWorkers(): Worker[] {
  const workers: Worker[] = [];
  const Original = Worker;
  vi.stubGlobal(
    'Worker',
    class extends Original {
      constructor(...parameters: ConstructorParameters<typeof Original>) {
        super(...parameters);
        workers.push(this);
      }
    },
  );
  return workers;
}
