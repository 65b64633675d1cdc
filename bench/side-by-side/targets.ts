import { type ContenderName, OURS } from './contenders.ts';
import { bestPeer, type Row, ratioTo } from './row.ts';

/** What the engine is to reach in one run. */
export interface Target {
  text: string;
  /** The figure that counts; undefined if the run has none. */
  figure: number | undefined;
  /** The figure must be at most this, or at least. */
  limit: { most: number } | { least: number };
}

/** Whether a target is met; undefined if it was not measured. */
export function isMet({ figure, limit }: Target): boolean | undefined {
  if (figure === undefined || Number.isNaN(figure)) return undefined;
  return 'most' in limit ? figure <= limit.most : figure >= limit.least;
}

/** The targets of docs/performance.md with the figures of a run. */
export function targetsOf(rows: readonly Row[]): Target[] {
  const row = (id: string) => rows.find((row) => row.id === id);
  const ours = (id: string) => row(id)?.values[OURS];
  const overFloor = (id: string) => divided(ours(id), row(id)?.floor);
  const ofBestPeer = (id: string) => {
    const found = row(id);
    return found && ratioTo(bestPeer(found), found);
  };
  const faster = (id: string, peer: ContenderName) => divided(row(id)?.values[peer], ours(id));
  return [
    {
      text: "first visit, brotli: of the best peer's",
      figure: ofBestPeer('transfer-brotli'),
      limit: { most: 0.7 },
    },
    {
      text: "first visit, plain: of the best peer's",
      figure: ofBestPeer('transfer-plain'),
      limit: { most: 1 },
    },
    {
      text: "first visit at 10 Mbit/s: of the best peer's",
      figure: ofBestPeer('line'),
      limit: { most: 0.75 },
    },
    {
      text: "cold start, empty cache: of the best peer's",
      figure: ofBestPeer('cold-empty'),
      limit: { most: 0.9 },
    },
    {
      text: "cold start, warm cache: of human's",
      figure: divided(ours('cold-warm'), row('cold-warm')?.values.human),
      limit: { most: 0.7 },
    },
    { text: 'small picture: of the floor', figure: overFloor('small'), limit: { most: 1.2 } },
    { text: 'small picture: times faster than human', figure: faster('small', 'human'), limit: { least: 4 } },
    {
      text: 'small picture: times faster than face-api (tiny)',
      figure: faster('small', 'face-api-tiny'),
      limit: { least: 2.5 },
    },
    { text: '12 megapixels: of decode + floor', figure: overFloor('large'), limit: { most: 1.1 } },
    {
      text: 'group of three: times faster than human',
      figure: faster('group', 'human'),
      limit: { least: 6 },
    },
    { text: 'liveness of a picture: of the floor', figure: overFloor('liveness'), limit: { most: 1.25 } },
    {
      text: '1:N among 100,000: of reading them once',
      figure: overFloor('search-100000'),
      limit: { most: 1.15 },
    },
    {
      text: 'throughput: two workers, times one whose threads use both cores',
      figure: divided(ours('pool'), ours('throughput')),
      limit: { least: 1.6 },
    },
    {
      text: 'throughput: two workers, times one of one thread',
      figure: divided(ours('pool'), ours('one-thread')),
      limit: { least: 1.6 },
    },
    { text: 'video, points and pose: frames a second', figure: ours('video-follow'), limit: { least: 60 } },
    {
      text: 'video, quality and liveness too: frames a second',
      figure: ours('video-check'),
      limit: { least: 25 },
    },
    {
      text: 'video, points and pose: times as many frames as human',
      figure: divided(ours('video-follow'), row('video-follow')?.values.human),
      limit: { least: 4 },
    },
    {
      text: 'video, points and pose: times as many frames as MediaPipe',
      figure: divided(ours('video-follow'), row('video-follow')?.values.mediapipe),
      limit: { least: 1 },
    },
    {
      text: 'longest task of the page while it watches a video: ms',
      figure: ours('video-task'),
      limit: { most: 10 },
    },
    {
      text: "page's process, peak: of the best peer's",
      figure: ofBestPeer('memory-peak'),
      limit: { most: 0.6 },
    },
    { text: 'last 1,000 of 2,000 extracts: growth in %', figure: ours('growth'), limit: { most: 2 } },
    { text: 'longest task of the page: ms', figure: ours('longest-task'), limit: { most: 50 } },
  ];
}

function divided(value: number | undefined, by: number | undefined): number | undefined {
  return value === undefined || by === undefined ? undefined : value / by;
}
