// The headers of public/_headers, which hosts read, for the project's own servers: one source for both.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from './project.mjs';

type Headers = Record<string, string>;

/** A line without an indent is a path, which may end in `*`; the indented lines after it are its headers. */
function readRules(): { path: string; headers: Headers }[] {
  const lines = readFileSync(join(ROOT, 'public/_headers'), 'utf8').split('\n');
  const rules: { path: string; headers: Headers }[] = [];
  for (const line of lines.filter((text) => text.trim() !== '' && !text.startsWith('#'))) {
    const [, name, value] = /^\s+([\w-]+): (.+)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined)
      Object.assign(rules.at(-1)?.headers ?? {}, { [name]: value });
    else rules.push({ path: line.trim(), headers: {} });
  }
  return rules;
}

/** The headers that a host sends with a path. */
export function hostHeaders(pathname: string): Headers {
  const matching = readRules().filter(({ path }) =>
    path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : path === pathname,
  );
  return Object.assign({}, ...matching.map(({ headers }) => headers));
}

/** Has `vite preview`, which `npm start` serves by, send the headers that a host sends. */
export const sentAsByHost: Plugin = {
  name: 'host-headers',
  configurePreviewServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      for (const [name, value] of Object.entries(hostHeaders(pathname))) response.setHeader(name, value);
      next();
    });
  },
};
