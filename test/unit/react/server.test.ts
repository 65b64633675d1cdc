import { createElement, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FaceCapture, useEngine, useWatch } from '../../../src/react/index.ts';

function App() {
  const { engine, isReady, error } = useEngine({ cache: false });
  const { frame } = useWatch(engine, null);
  return createElement(
    'main',
    null,
    String([engine, isReady, error, frame].map(String)),
    createElement(
      FaceCapture,
      { engine, id: 'portrait', className: 'round', minQuality: 80, onCapture: () => undefined },
      createElement('p', null, 'No camera here'),
    ),
  );
}

test('renders on a server: the element alone, and nothing of the browser is touched', () => {
  const before = Object.getOwnPropertyNames(globalThis);
  expect(renderToString(createElement(StrictMode, null, createElement(App)))).toBe(
    '<main>undefined,false,undefined,undefined' +
      '<face-capture id="portrait" class="round"><p>No camera here</p></face-capture></main>',
  );
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
});
