import { reasonOf } from '../contract/errors.ts';
import type { EngineCalls } from '../crossing/worker-protocol.ts';
import type { EngineCore } from '../engine/engine-core.ts';
import type { Liveness } from '../engine/liveness.ts';
import type { DetectProgress } from '../page/face-engine.ts';
import type { CallContext } from '../vision/face-pipeline.ts';

/** A call's context, and who wants to know how far it has come. */
export interface WorkerCallContext extends CallContext {
  onProgress?: (progress: DetectProgress) => void;
}

/** What answers each call. */
export type CallHandlers = {
  [Name in keyof EngineCalls]: (
    context: WorkerCallContext,
    ...parameters: Parameters<EngineCalls[Name]>
  ) => Promise<ReturnType<EngineCalls[Name]>>;
};

/** The parts that answer calls; each is asked for anew by each call, since it may have failed to build. */
export interface EngineParts {
  core(): Promise<EngineCore>;
  liveness(): Promise<Liveness>;
}

/** Answers calls by the engine's parts; whoever sent them, page or service worker. */
export function callHandlers({ core, liveness }: EngineParts): CallHandlers {
  return {
    version: async () => (await core()).version(),
    health: async () => {
      try {
        return await (await core()).health();
      } catch (error) {
        return inoperative(error);
      }
    },
    load: async () => {
      await (await core()).load();
      return undefined;
    },
    extract: async (context, sample) => (await core()).extract(sample, context),
    compare: async (_context, feature, template) => (await core()).compare(feature, template),
    verify: async (context, sample, template) => (await core()).verify(sample, template, context),
    extractAndCompare: async (context, sample1, sample2) =>
      (await core()).extractAndCompare(sample1, sample2, context),
    compareN: async (context, template1, templatesN) =>
      (await core()).compareN(template1, templatesN, context),
    verifyN: async (context, sample1, templatesN) => (await core()).verifyN(sample1, templatesN, context),
    extractAndCompareN: async (context, sample1, samplesN) =>
      (await core()).extractAndCompareN(sample1, samplesN, context),
    faces: async (context, picture, templates) => (await core()).faces(picture, templates, context),
    livenessHealth: async () => {
      try {
        return await (await liveness()).health();
      } catch (error) {
        return inoperative(error);
      }
    },
    detectPicture: async (context, sample) => (await liveness()).detectPicture(sample, context),
    detectMedia: async (context, media, payload) =>
      (await liveness()).detectMedia(media, payload, context, context.onProgress),
    quality: async (context, picture) => (await liveness()).quality(picture, context),
  };
}

/** Health answers even where the engine can't be built. */
function inoperative(error: unknown): { status: 3; message: string } {
  return { status: 3, message: reasonOf(error) };
}
