import { join } from 'node:path';
import sirv from 'sirv';
import type { Plugin } from 'vite';

/** Has `vite preview` send the compressed copies that lie beside a build's files to browsers that take them. */
export const sentCompressed: Plugin = {
  name: 'sent-compressed',
  configurePreviewServer({ config, middlewares }) {
    const { root, build } = config;
    middlewares.use(sirv(join(root, build.outDir), { dev: true, etag: true, brotli: true, gzip: true }));
  },
};
