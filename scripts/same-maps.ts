import type { Plugin } from 'vite';

/** How a source map calls a file that a module stands for: another name in each build. */
const FILE_NAME = /ROLLDOWN_FILE_URL_[\w$]+/g;

/** The same code gives the same source maps, byte for byte: what is packed twice is equal. */
export const sameMaps: Plugin = {
  name: 'same-maps',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'asset' || !output.fileName.endsWith('.map')) continue;
        output.source = String(output.source).replaceAll(FILE_NAME, 'ROLLDOWN_FILE_URL');
      }
    },
  },
};
