import type { CallOptions } from '../contract/methods.ts';
import type { HttpMethods } from '../http/face-fetch.ts';
import type { CallContext } from '../vision/face-pipeline.ts';
import { noTimings } from '../vision/stage-timings.ts';
import type { CallHandlers } from './call-handlers.ts';

/** The calls as the HTTP handler wants them that runs beside the engine, in the same thread. */
export function httpMethods(calls: CallHandlers): HttpMethods {
  return {
    version: (options) => calls.version(contextOf(options)),
    health: (options) => calls.health(contextOf(options)),
    extract: (sample, options) => calls.extract(contextOf(options), sample),
    compare: (feature, template, options) => calls.compare(contextOf(options), feature, template),
    verify: (sample, template, options) => calls.verify(contextOf(options), sample, template),
    extractAndCompare: (sample1, sample2, options) =>
      calls.extractAndCompare(contextOf(options), sample1, sample2),
    compareN: (template1, templatesN, options) => calls.compareN(contextOf(options), template1, templatesN),
    verifyN: (sample1, templatesN, options) => calls.verifyN(contextOf(options), sample1, templatesN),
    extractAndCompareN: (sample1, samplesN, options) =>
      calls.extractAndCompareN(contextOf(options), sample1, samplesN),
    livenessHealth: (options) => calls.livenessHealth(contextOf(options)),
    detect: (sample, options) => calls.detectPicture(contextOf(options), sample),
    detectMedia: ({ media, payload }, options) => {
      const inputs = media.map(({ name, filename, bytes }) => ({
        name,
        ...(filename !== undefined && { filename }),
        content: new Blob([bytes]),
      }));
      return calls.detectMedia(contextOf(options), inputs, payload);
    },
  };
}

function contextOf({ signal }: CallOptions = {}): CallContext {
  return { signal: signal ?? new AbortController().signal, timings: noTimings() };
}
