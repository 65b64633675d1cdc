import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { codeBlocksOf } from '../support/code-blocks.ts';

/** What the pages take for granted: an app's own `enrol` and `show`. */
export const GIVEN = `
const say = (...what) => document.body.append(Object.assign(document.createElement('p'), { textContent: what.join(' ') }));
globalThis.enrol = async (picture, template) => say('enrolled', picture?.size > 0, template?.byteLength > 0);
globalThis.show = (error) => say('shown', error);
`;

/** How the first block of a page becomes an app: what it is saved as, and what starts it. */
const APPS = {
  'docs/react.md': {
    file: 'app.tsx',
    main: 'main.tsx',
    start: `
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';

createRoot(document.querySelector('#app')).render(<StrictMode><App /></StrictMode>);
`,
  },
  'docs/vue.md': {
    file: 'App.vue',
    main: 'main.js',
    start: `
import { createApp } from 'vue';
import App from './App.vue';

createApp(App).mount('#app');
`,
  },
};

/**
 * Pastes the app that a page of the documentation begins with into an installed one, beside its own.
 *
 * @returns the path that its development server has it at.
 */
export async function pasteApp(folder: string, page: keyof typeof APPS): Promise<string> {
  const { file, main, start } = APPS[page];
  await mkdir(join(folder, 'documented'), { recursive: true });
  await writeFile(join(folder, 'documented', file), codeBlocksOf(page)[0]?.text ?? '');
  await writeFile(join(folder, 'documented', main), `${start}${GIVEN}`);
  await writeFile(
    join(folder, 'documented.html'),
    htmlWith(`<div id="app"></div><script type="module" src="/documented/${main}"></script>`),
  );
  return 'documented.html';
}

/** Takes a picture in a pasted app, whose video is watched meanwhile. */
export async function takePicture(page: Page): Promise<void> {
  await page.getByText('1 faces').waitFor();
  await page.getByRole('button', { name: 'Start the camera' }).click();
  await page.getByText('enrolled true true').waitFor();
}

/** Pastes the page of docs/svelte.md into a SvelteKit app. @returns its path. */
export async function pasteSveltePage(folder: string): Promise<string> {
  const route = join(folder, 'src/routes/documented');
  await mkdir(route, { recursive: true });
  await writeFile(join(route, '+page.svelte'), codeBlocksOf('docs/svelte.md')[0]?.text ?? '');
  return 'documented';
}

/** Pastes the README's first steps into an installed app, with two photos in `public`. @returns its path. */
export async function pasteFirstSteps(folder: string, photos: readonly Buffer[]): Promise<string> {
  const code = codeBlocksOf('README.md').find(({ language }) => language === 'ts');
  await mkdir(join(folder, 'public'), { recursive: true });
  for (const [index, name] of ['one.jpg', 'two.jpg'].entries()) {
    await writeFile(join(folder, 'public', name), photos[index] ?? '');
  }
  await writeFile(join(folder, 'first-steps.ts'), code?.text ?? '');
  await writeFile(
    join(folder, 'first-steps.html'),
    htmlWith('<script type="module" src="/first-steps.ts"></script>'),
  );
  return 'first-steps.html';
}

/** Pastes the page without a bundler, as docs/bundlers.md has it, into a site. @returns its path. */
export async function pasteScript(site: string): Promise<string> {
  const block = codeBlocksOf('docs/bundlers.md').find(({ text }) =>
    text.includes("'./inpage-face/inpage-face.js'"),
  );
  await writeFile(join(site, 'pasted.html'), htmlWith(block?.text ?? ''));
  return 'pasted.html';
}

function htmlWith(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8" /><title>Pasted</title><style>video { max-width: 100% }</style><body>${body}</body></html>`;
}
