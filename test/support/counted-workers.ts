import { expect, vi } from 'vitest';
import { captureWorkers } from './captured-workers.ts';
import { PATIENCE_MS } from './patience.ts';

/** Workers started from here on, and whether they are ended; ends with {@link vi.restoreAllMocks} and `unstubAllGlobals`. */
export function countWorkers(): { started: readonly Worker[]; allEnded(): Promise<void> } {
  const { mock } = vi.spyOn(Worker.prototype, 'terminate');
  const started = captureWorkers();
  return {
    started,
    allEnded: () => vi.waitFor(() => expect(mock.contexts).toEqual(started), PATIENCE_MS),
  };
}
