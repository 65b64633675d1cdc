import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { eraseAll } from '../../../src/templates/protection/erase-all.ts';
import { openGallery, pictureOf, templateOf } from '../../support/gallery.ts';
import { open } from '../../support/opened-galleries.ts';
import type { WorkerMessage } from './gallery-worker.ts';

beforeEach(() => {
  // Registered first, it runs last: the test's galleries are closed then.
  onTestFinished(eraseAll);
});

const KILLS = 100;

test(`a worker killed ${KILLS} times while it enrols leaves the old state or the new, and loses nothing it confirmed`, async () => {
  const name = 'killed';
  let people = 0;
  let killedBetween = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const { begun, confirmed } = await enrolUntilKilled(name, people, 1 + Math.random() * 50);
    const gallery = await openGallery(name);
    const now = (await gallery.info()).people;
    await gallery.close();
    expect(now).toBeGreaterThanOrEqual(people + confirmed);
    expect(now).toBeLessThanOrEqual(people + begun);
    if (begun > confirmed) killedBetween++;
    people = now;
  }
  // Else the test would have shown nothing.
  expect(killedBetween).toBeGreaterThan(KILLS / 2);
  expect(people).toBeGreaterThan(KILLS / 2);
  const gallery = await open(name);
  for (let number = 0; number < people; number++) {
    const person = await gallery.get(`person ${number}`);
    expect(person?.metadata).toEqual({ number });
    expect(person?.templates.length).toBeGreaterThanOrEqual(1);
    const picture = await gallery.picture(`person ${number}`);
    expect(await picture?.text()).toBe(number % 3 === 0 ? `face ${number}` : undefined);
  }
});

/** Lets a worker enrol people of the numbers `from` on, and kills it some time after it began. */
function enrolUntilKilled(
  gallery: string,
  from: number,
  afterMs: number,
): Promise<{ begun: number; confirmed: number }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./gallery-worker.ts', import.meta.url), { type: 'module' });
    let begun = 0;
    let confirmed = 0;
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      if ('failed' in data) reject(new Error(data.failed));
      if ('done' in data) confirmed++;
      if (!('about' in data)) return;
      begun++;
      if (begun > 1) return;
      setTimeout(() => {
        worker.terminate();
        resolve({ begun, confirmed });
      }, afterMs);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ gallery, from });
  });
}

test('two tabs see each other’s changes', async () => {
  const [one, two] = [await open('tabs'), await open('tabs')];
  await one.enroll('ada', templateOf(1));
  expect((await two.identify(templateOf(1))).results[0]?.id).toBe('ada');
  await two.remove('ada');
  expect(await one.get('ada')).toBeUndefined();
});

test('the service worker and the page see each other’s changes', async () => {
  const script = new URL('./gallery-service-worker.ts', import.meta.url);
  const registration = await navigator.serviceWorker.register(script, { type: 'module' });
  try {
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (!worker) throw new Error('no service worker');
    const ask = (question: unknown) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        worker.postMessage(question, [port2]);
      });
    const page = await open('shared');
    await page.enroll('by the page', templateOf(1));
    expect(await ask({ gallery: 'shared' })).toEqual(['by the page']);
    const everyone = await ask({ gallery: 'shared', enroll: { id: 'by the service worker', face: 2 } });
    expect(everyone).toEqual(['by the page', 'by the service worker']);
    expect((await page.identify(templateOf(2))).results[0]?.id).toBe('by the service worker');
  } finally {
    await registration.unregister();
  }
});

test('erasing everything leaves neither databases nor caches nor keys', async () => {
  const gallery = await open('erased');
  await gallery.enroll('ada', pictureOf(1), { keepPicture: true });
  await (await caches.open('inpage-face/models')).put('/x', new Response('x'));
  await eraseAll();
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
  expect(await caches.keys()).toEqual([]);
});
