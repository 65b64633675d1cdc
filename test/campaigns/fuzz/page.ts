import { decodeBase64, encodeBase64 } from '../../../src/common/base64.ts';
import { createEngine } from '../../../src/index.ts';
import { registerFaceServiceWorker } from '../../../src/page/register-service-worker.ts';
import {
  makeVideo,
  showing,
  soundOnly,
  undecodableVideo,
  type VideoOptions,
  videoWithoutFrames,
} from '../../support/videos.ts';
import type { KindName } from './kind-names.ts';
import { KINDS } from './kinds/index.ts';
import type { Bench, Bytes, Call } from './kinds/kind.ts';
import { makeInput, runBatch, runOne } from './run-batch.ts';

/** Cases that a page is to run. */
export interface Batch {
  kind: KindName;
  seed: number;
  /** Number of the first. */
  first: number;
  count: number;
}

/** The page's side of a campaign, as the script that drives it calls it. */
const driven = {
  /** Starts the engine. @param names Files of the corpus. */
  async start(names: readonly string[]): Promise<void> {
    const files = names.map(async (name) => {
      const response = await fetch(`/corpus/${name}`);
      return [name, new Uint8Array(await response.arrayBuffer())] as const;
    });
    const corpus = Object.fromEntries(await Promise.all(files));
    const engine = await createEngine({ cache: false, workers: 2, threads: 1 });
    await registerFaceServiceWorker({ engine, script: '/service-worker.js' });
    const picture = new Blob([corpus['faces/clean.jpg'] as Bytes], { type: 'image/jpeg' });
    const template = await engine.extract(picture);
    const gallery = await engine.gallery('people');
    await gallery.enroll('clean', template, { replace: true });
    bench = { engine, gallery, corpus, clean: { picture, template } };
  },

  /** Videos for the corpus, which only a browser can make: base64 by name. */
  async makeVideos(): Promise<Record<string, string>> {
    const made: Record<string, string> = {};
    for (const [name, options] of Object.entries(VIDEOS))
      made[name] = await base64Of(await makeVideo(draw, options));
    const face = await createImageBitmap(await (await fetch('/corpus/faces/clean.jpg')).blob());
    const options: VideoOptions = { ...SMALL, width: 160, height: 176, container: 'webm', codec: 'vp8' };
    made['face.webm'] = await base64Of(await makeVideo(showing(face), options));
    made['no-frames.mp4'] = await base64Of(await videoWithoutFrames());
    made['sound.mp4'] = await base64Of(await soundOnly());
    made['hevc.mp4'] = await base64Of(await undecodableVideo());
    return made;
  },

  run: ({ kind, seed, first, count }: Batch) => runBatch(KINDS[kind], kind, seed, first, count, ready()),

  /** The input of a case, with its bytes in base64. */
  async inputOf({ kind, seed, first }: Batch): Promise<{ bytes: string; call: Call }> {
    const { bytes, call } = await makeInput(KINDS[kind], kind, seed, first, ready());
    return { bytes: encodeBase64(bytes), call };
  },

  /** Makes one call again. @param bytes In base64. */
  replay: (kind: KindName, bytes: string, call: Call) =>
    runOne(KINDS[kind], { bytes: decodeBase64(bytes) ?? new Uint8Array(), call }, ready()),

  /** Whether the clean picture still gives the template that it gave, and the galleries can still be read. */
  async isSound(): Promise<string> {
    const { engine, clean, gallery } = ready();
    const again = await engine.extract(clean.picture);
    if (encodeBase64(again) !== encodeBase64(clean.template))
      return 'The clean picture gives another template';
    const { results } = await gallery.identify(clean.template, { topK: 1 });
    if (!results[0] || results[0].score < 0.99) return 'The clean template is not found any more';
    const anew = await engine.gallery('people');
    const { people } = await anew.info();
    await anew.close();
    return people === (await gallery.info()).people ? '' : 'The gallery opened anew has other people';
  },
};

declare global {
  var fuzzPage: FuzzPage | undefined;
}

export type FuzzPage = typeof driven;

let bench: Bench | undefined;

function ready(): Bench {
  if (!bench) throw new Error('The page was not started');
  return bench;
}

/** As small as codecs take them. */
const SMALL: VideoOptions = {
  width: 96,
  height: 64,
  seconds: 0.6,
  framesPerSecond: 10,
  keyFrameInterval: 0.3,
};

const VIDEOS: Readonly<Record<string, VideoOptions>> = {
  'vp9.mp4': SMALL,
  'vp9-late-index.mp4': { ...SMALL, fastStart: false, rotation: 90 },
  'vp9-fragmented.mp4': { ...SMALL, fastStart: 'fragmented' },
  'av1.mp4': { ...SMALL, codec: 'av1' },
  'vp8.webm': { ...SMALL, codec: 'vp8', container: 'webm' },
  'vp9.webm': { ...SMALL, container: 'webm' },
};

function draw(context: OffscreenCanvasRenderingContext2D, frame: number): void {
  context.fillStyle = `hsl(${frame * 40} 50% 50%)`;
  context.fillRect(0, 0, 96, 64);
  context.clearRect(frame * 8, 20, 20, 20);
}

async function base64Of(blob: Blob): Promise<string> {
  return encodeBase64(new Uint8Array(await blob.arrayBuffer()));
}

globalThis.fuzzPage = driven;
