import { expect, test } from 'vitest';
import { createSSRApp, defineComponent, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { FaceCapture, useEngine, useWatch } from '../../../src/vue/index.ts';

const App = defineComponent(() => {
  const { engine, isReady, error } = useEngine({ cache: false });
  const { frame } = useWatch(engine, null);
  return () =>
    h('main', [
      String([engine, isReady, error, frame].map(({ value }) => String(value))),
      h(FaceCapture, { engine: engine.value, id: 'portrait', class: 'round', minQuality: 80 }, () =>
        h('p', 'No camera here'),
      ),
    ]);
});

/** Those that Vue sets itself apart. */
function globalNames(): string[] {
  return Object.getOwnPropertyNames(globalThis).filter((name) => !name.startsWith('__VUE'));
}

test('renders on a server: the element alone, and nothing of the browser is touched', async () => {
  const before = globalNames();
  expect(await renderToString(createSSRApp(App))).toBe(
    '<main>undefined,false,undefined,undefined' +
      '<face-capture min-quality="80" id="portrait" class="round"><p>No camera here</p></face-capture></main>',
  );
  expect(globalNames()).toEqual(before);
});
