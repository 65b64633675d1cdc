import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeBlocksOf, nameOf } from '../support/code-blocks.ts';

/** Writes the app and the tests of docs/testing.md into a folder, with those that every runner passes besides. */
export async function writeDocumentedTests(folder: string): Promise<void> {
  await cp(join(import.meta.dirname, 'tested-app'), folder, { recursive: true });
  for (const block of codeBlocksOf('docs/testing.md')) {
    const name = nameOf(block);
    if (name) await writeFile(join(folder, name), `${block.text}\n`);
  }
}
