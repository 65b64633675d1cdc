import type { DecisionThresholds } from '../contract/decision.ts';
import type { CallOptions, LivenessMedium, LivenessRequest } from '../contract/methods.ts';
import type { FacesSelection, GroupingOptions } from '../engine/engine-methods.ts';
import type { ReadingLimits } from '../media/limits.ts';
import type { CacheOptions } from '../templates/cache/cache-info.ts';
import type * as gallery from '../templates/gallery/face-gallery.ts';
import type { DetectOptions, EngineCallOptions, EngineOptions, PictureCallOptions } from './face-engine.ts';
import type { FaceStyle } from './face-style.ts';
import type { GesturesOptions } from './gestures/gesture-options.ts';
import type { PreloadOptions } from './preload-options.ts';
import type { FaceServiceWorkerOptions, SetModeOptions } from './service-worker-options.ts';
import type { WatchOptions } from './watch/watch-options.ts';

/** The names of an options object, none missing and none too many: the type check says so. */
function namesOf<Options>(
  names: Readonly<Record<Options extends unknown ? keyof Options : never, true>>,
): readonly string[] {
  return Object.keys(names);
}

const LONG_CALL = { signal: true, onProgress: true } as const;
const COMPUTING = { signal: true, onTimings: true } as const;
const PICTURE = { ...COMPUTING, transfer: true } as const;

/** What the options of every public call are named. A name with a dot is only suggested, never taken. */
export const OPTION_NAMES = {
  engine: namesOf<EngineOptions>({
    signal: true,
    models: true,
    assets: true,
    backend: true,
    runtime: true,
    threads: true,
    workers: true,
    thresholds: true,
    cache: true,
    limits: true,
    onProgress: true,
    onAppUpdated: true,
  })
    .concat('thresholds.approved', 'thresholds.operatorRequired', 'cache.maxEntries', 'cache.maxAge')
    .concat('limits.pictureTime', 'limits.mediumTime'),
  preload: namesOf<PreloadOptions>({
    signal: true,
    models: true,
    assets: true,
    backend: true,
    runtime: true,
    liveness: true,
    quality: true,
  }),
  thresholds: namesOf<DecisionThresholds>({ approved: true, operatorRequired: true }),
  limits: namesOf<ReadingLimits>({ pictureTime: true, mediumTime: true }),
  cache: namesOf<CacheOptions>({ maxEntries: true, maxAge: true }),
  state: namesOf<CallOptions>({ signal: true }),
  template: namesOf<EngineCallOptions>(COMPUTING),
  picture: namesOf<PictureCallOptions>(PICTURE),
  faces: namesOf<PictureCallOptions & FacesSelection>({
    ...PICTURE,
    templates: true,
    anyQuality: true,
    smallest: true,
  }),
  faceStyle: namesOf<FaceStyle>({
    picture: true,
    color: true,
    lineWidth: true,
    points: true,
    names: true,
    font: true,
  }),
  grouping: namesOf<EngineCallOptions & GroupingOptions>({ ...COMPUTING, threshold: true, onProgress: true }),
  watch: namesOf<WatchOptions>({
    signal: true,
    landmarks: true,
    eyes: true,
    quality: true,
    liveness: true,
    templates: true,
    maxFaces: true,
    gallery: true,
    transfer: true,
  }),
  gestures: namesOf<GesturesOptions>({
    ...LONG_CALL,
    nonce: true,
    timeout: true,
    mirrored: true,
    transfer: true,
  }),
  media: namesOf<DetectOptions>({ ...COMPUTING, onProgress: true }),
  livenessRequest: namesOf<LivenessRequest>({ media: true, payload: true }),
  livenessMedium: namesOf<LivenessMedium>({ name: true, filename: true, content: true }),
  gallery: namesOf<gallery.GalleryOptions>({
    ...LONG_CALL,
    protection: true,
    unlinkable: true,
    index: true,
  }).concat('protection.passphrase', 'protection.key', 'unlinkable.secret'),
  protection: namesOf<Exclude<gallery.Protection, string>>({ passphrase: true, key: true }),
  unlinkable: namesOf<Exclude<gallery.Unlinkable, boolean>>({ secret: true }),
  longCall: namesOf<gallery.LongCallOptions>(LONG_CALL),
  enroll: namesOf<gallery.EnrollOptions>({
    signal: true,
    metadata: true,
    replace: true,
    keepPicture: true,
    unique: true,
  }),
  enrollAll: namesOf<gallery.EnrollAllOptions>({ ...LONG_CALL, unique: true }),
  enrollment: namesOf<gallery.Enrollment<unknown>>({ id: true, source: true, metadata: true }),
  identify: namesOf<gallery.IdentifyOptions>({ signal: true, topK: true, threshold: true }),
  list: namesOf<gallery.ListOptions>({ signal: true, after: true, limit: true }),
  export: namesOf<gallery.ExportOptions>({ ...LONG_CALL, passphrase: true, pictures: true }),
  import: namesOf<gallery.ImportOptions>({ ...LONG_CALL, passphrase: true, replace: true }),
  exportVectors: namesOf<gallery.ExportVectorsOptions>({ ...LONG_CALL, unencrypted: true }),
  serviceWorker: namesOf<FaceServiceWorkerOptions>({
    registration: true,
    signal: true,
    script: true,
    assets: true,
    scope: true,
    basePath: true,
    mode: true,
    modes: true,
    remote: true,
    engine: true,
    isolate: true,
  }),
  setMode: namesOf<SetModeOptions>({ signal: true, methods: true }),
} as const satisfies Record<string, readonly string[]>;
