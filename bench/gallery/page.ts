import { wrap } from 'comlink';
import type { BenchWorker } from './gallery-worker.ts';

/** Milliseconds, but for the counts. */
export interface GalleryFigures {
  people: number;
  filling: number;
  storedBytes: number;
  singles: number[];
  openings: number[];
  /** The longest time the page could not run its own code while the gallery opened. */
  longestPageDelay: number;
  identifications: number[];
  removal: number;
  exporting: number;
}

declare global {
  var measureGallery: undefined | ((people: number, openings: number) => Promise<GalleryFigures>);
}

globalThis.measureGallery = async (people, openingCount) => {
  const name = `bench ${people}`;
  const first = await openInNewWorker(name);
  const filling = await first.gallery.fill(people);
  const singles = await first.gallery.enrolOneByOne(50);
  await first.gallery.close();
  first.worker.terminate();
  const { usage = 0 } = await navigator.storage.estimate();

  const openings: number[] = [];
  let longestPageDelay = 0;
  let last: Awaited<ReturnType<typeof openInNewWorker>> | undefined;
  for (let i = 0; i < openingCount; i++) {
    last?.worker.terminate();
    const watch = watchDelays();
    last = await openInNewWorker(name);
    longestPageDelay = Math.max(longestPageDelay, watch());
    openings.push(await last.gallery.opening);
  }
  if (!last) throw new Error('Nothing was opened');
  return {
    people: await last.gallery.people(),
    filling,
    storedBytes: usage,
    singles,
    openings,
    longestPageDelay,
    identifications: await last.gallery.identify(50),
    removal: await last.gallery.remove('person 0'),
    exporting: await last.gallery.export(),
  };
};

async function openInNewWorker(name: string) {
  const worker = new Worker(new URL('./gallery-worker.ts', import.meta.url), { type: 'module' });
  return { worker, gallery: await wrap<BenchWorker>(worker).open(name) };
}

/** Watches how late the page's timers are. @returns Ends it and gives the longest delay. */
function watchDelays(): () => number {
  let longest = 0;
  let last = performance.now();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(undefined), 0);
  };
  channel.port2.postMessage(undefined);
  return () => {
    channel.port1.close();
    return longest;
  };
}
