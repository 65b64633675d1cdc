import { createElement, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

/** A place in the page that React renders to, by its development build under StrictMode. */
export function strictRoot(): { host: HTMLElement; render(node: ReactNode): void; unmount(): void } {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  return {
    host,
    render: (node) => root.render(createElement(StrictMode, null, node)),
    unmount() {
      root.unmount();
      host.remove();
    },
  };
}
