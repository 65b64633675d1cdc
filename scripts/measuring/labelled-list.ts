import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { SetupError } from '../project.mjs';

/** The text of a list of labelled files. @throws {SetupError} if there is none */
export async function readList(list: string): Promise<string> {
  if (!existsSync(list)) throw new SetupError(`There is no ${list}.`);
  return readFile(list, 'utf8');
}

/** The path of a file that a list names: relative to the list. */
export function pathInList(list: string, name: string): string {
  return join(dirname(resolve(list)), name);
}
