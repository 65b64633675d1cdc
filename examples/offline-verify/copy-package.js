// A page without a build has no bundler that would find the package's files: they are copied beside it.
import { cp } from 'node:fs/promises';

await cp('node_modules/inpage-face/dist', 'site/inpage-face', { recursive: true });
