import type { CallOptions } from '../contract/methods.ts';
import type { EngineCore } from '../engine/engine-core.ts';
import { noTimings } from '../engine/stage-timings.ts';
import type { HttpMethods } from '../http/face-fetch.ts';
import type { CallContext } from '../vision/face-pipeline.ts';

/**
 * A core's methods for the HTTP handler that runs beside it, in the same thread.
 *
 * @param currentCore The core to ask; it is asked for anew by each call, since it may have failed to build.
 */
export function httpMethods(currentCore: () => Promise<EngineCore>): HttpMethods {
  return {
    version: async () => (await currentCore()).version(),
    health: async () => (await currentCore()).health(),
    extract: async (sample, options) => (await currentCore()).extract(sample, contextOf(options)),
    compare: async (feature, template) => (await currentCore()).compare(feature, template),
    verify: async (sample, template, options) =>
      (await currentCore()).verify(sample, template, contextOf(options)),
    extractAndCompare: async (sample1, sample2, options) =>
      (await currentCore()).extractAndCompare(sample1, sample2, contextOf(options)),
    compareN: async (template1, templatesN, options) =>
      (await currentCore()).compareN(template1, templatesN, contextOf(options)),
    verifyN: async (sample1, templatesN, options) =>
      (await currentCore()).verifyN(sample1, templatesN, contextOf(options)),
    extractAndCompareN: async (sample1, samplesN, options) =>
      (await currentCore()).extractAndCompareN(sample1, samplesN, contextOf(options)),
  };
}

function contextOf({ signal }: CallOptions = {}): CallContext {
  return { signal: signal ?? new AbortController().signal, timings: noTimings() };
}
