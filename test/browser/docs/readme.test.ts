import { expect, test } from 'vitest';
import readme from '../../../README.md?raw';
import { createEngine, type FaceEngine } from '../../../src/index.ts';
import { samePerson } from '../../support/pictures.ts';

/** The first TypeScript in the README, as a function of what it takes from its surroundings. */
function firstSteps(): (
  create: typeof createEngine,
  fetch: (url: string) => Promise<Response>,
  document: { body: { textContent: string } },
) => Promise<FaceEngine> {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const [imported = ''] = code.match(/^import .*\n/) ?? [];
  expect(imported).toContain("{ createEngine } from 'inpage-face'");
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const body = `${code.slice(imported.length)}\nreturn engine;`;
  return new AsyncFunction('createEngine', 'fetch', 'document', body) as ReturnType<typeof firstSteps>;
}

test("the README's first lines say that two photos of one person show one person", async () => {
  const [one, two] = await samePerson();
  const photos: Record<string, Blob> = { '/one.jpg': one, '/two.jpg': two };
  const document = { body: { textContent: '' } };
  const engine = await firstSteps()(createEngine, async (url) => new Response(photos[url]), document);
  engine.dispose();
  expect(document.body.textContent).toMatch(/^approved, score 0\.\d\d$/);
});
