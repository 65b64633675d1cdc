import { registerFaceServiceWorker } from '/inpage-face/register-service-worker.js';
import { pageEngine, person, samePerson } from './page-engine.ts';

const WHO = 'x-face-answered-by';

/** Between two looks. */
const PAUSE_MS = 500;

/** Registers the service worker with the page's engine, and asks it over HTTP. */
export async function askPageEngine() {
  const engine = await pageEngine();
  await registerFaceServiceWorker({ engine });
  // Of a page that is slow to answer the service worker takes no notice for a while, and answers by itself.
  while ((await fetch('/version')).headers.get(WHO) !== 'page') {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return ask();
}

/** The same on a page without an engine: after a reload. */
export async function askOwnEngine() {
  await registerFaceServiceWorker();
  return ask();
}

async function ask() {
  const version = await fetch('/version');
  const { tfss } = await version.json();
  const form = new FormData();
  const answers = [version];
  for (const [name, photo] of [
    ['bio_feature', await person()],
    ['bio_template', await samePerson()],
  ] as const) {
    const extracted = await fetch('/v1/face/pattern/extract', { method: 'POST', body: photo });
    answers.push(extracted);
    form.append(name, new Blob([await extracted.arrayBuffer()], { type: 'application/octet-stream' }), name);
  }
  const compared = await fetch('/v1/face/pattern/compare', { method: 'POST', body: form });
  answers.push(compared);
  return {
    by: answers.map(({ headers }) => headers.get(WHO)),
    tfss: String(tfss),
    compared: await compared.text(),
  };
}
