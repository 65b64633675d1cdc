import { createEngine } from '/inpage-face/inpage-face.js';
import { pageEngine, person, samePerson } from './page-engine.ts';

/** Enrols a person, for {@link identify} after a reload. */
export async function enroll() {
  const engine = await pageEngine();
  const gallery = await engine.gallery('people');
  return gallery.enroll('ann', await person(), { metadata: { name: 'Ann' } });
}

/** Who the other photo of the person shows. */
export async function identify() {
  const engine = await pageEngine();
  const gallery = await engine.gallery('people');
  const { results } = await gallery.identify(await samePerson());
  return results.map(({ id, decision, metadata }) => ({ id, decision, metadata }));
}

/** Extracts a picture with a new engine that keeps templates: what its cache says then. */
export async function cached() {
  const engine = await createEngine();
  // A call has little patience with a database that opens slowly, and does without.
  await engine.cache.info();
  await engine.extract(await person());
  const info = await engine.cache.info();
  engine.dispose();
  return info;
}

/** What the browser says of its storage while it may ask the person, who is not there. */
export async function storageWhileAsked() {
  const engine = await pageEngine();
  const asking = new AbortController();
  const persisting = engine.storage.persist({ signal: asking.signal }).catch(() => 'unanswered');
  const { storage } = await engine.storage.info();
  const { status } = await engine.health();
  asking.abort();
  return { storage, status, persisted: await persisting };
}
