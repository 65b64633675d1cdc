// Where a program lies on this machine.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first of the commands that is on the PATH, or of the places that holds a program.
 *
 * @param {readonly string[]} commands
 * @param {readonly string[]} [places] paths of programs that are on no PATH
 */
export function findProgram(commands, places = []) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...places].find(isExecutable);
}
