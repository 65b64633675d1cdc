import type { Browser, Page } from 'playwright';
import type { ContenderSite } from './contender-site.ts';
import type { Pictures } from './pictures.ts';
import { visit } from './visit.ts';

/** What is done with each frame of a video: the points and the pose of its face, or its quality and liveness as well. */
export const VIDEO_JOBS = ['follow', 'check'] as const;

export type VideoJob = (typeof VIDEO_JOBS)[number];

/** What a contender made of the frames. */
export interface VideoFigures {
  /** Frames a second, of each round. */
  rates: number[];
  /** Frames of the last round without a face. */
  without: number;
}

export type Video = Partial<Record<VideoJob, VideoFigures>>;

/** Frames before those that count: code is compiled in full by then. */
const WARM_UP_FRAMES = 20;

/** Has each contender go through the frames of a video as fast as it can, in turns. */
export async function measureVideo(
  browser: Browser,
  sites: readonly ContenderSite[],
  { frames }: Pictures,
  rounds: number,
): Promise<Video[]> {
  const pages = await Promise.all(sites.map(async (site) => visit(await browser.newContext(), site)));
  const all = sites.map((): Video => ({}));
  for (const job of VIDEO_JOBS) {
    for (let round = -1; round < rounds; round++) {
      for (const [i, page] of pages.entries()) {
        const turn = await takeTurn(page, job, round < 0 ? frames.slice(0, WARM_UP_FRAMES) : frames);
        if (!turn || round < 0) continue;
        const { rates = [] } = all[i]?.[job] ?? {};
        Object.assign(all[i] as Video, { [job]: { rates: [...rates, turn.rate], without: turn.without } });
      }
    }
  }
  for (const page of pages) await page.context().close();
  return all;
}

/** Frames a second; undefined if the contender has no such job. */
function takeTurn(page: Page, job: VideoJob, paths: readonly string[]) {
  return page.evaluate(
    async ({ job, paths }) => {
      const work = globalThis.contender?.[job];
      if (!work) return undefined;
      const frames = await Promise.all(
        paths.map(async (path, at) => {
          const bitmap = await createImageBitmap(await (await fetch(path)).blob());
          const frame = new VideoFrame(bitmap, { timestamp: Math.round((at * 1e6) / 30) });
          bitmap.close();
          return frame;
        }),
      );
      const begun = performance.now();
      const found = await work(frames);
      const seconds = (performance.now() - begun) / 1000;
      for (const frame of frames) frame.close();
      return { rate: frames.length / seconds, without: frames.length - found };
    },
    { job, paths },
  );
}
