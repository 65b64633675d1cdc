import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../../scripts/project.mjs';

const SOURCE = join(ROOT, 'src');

/** The rooms of `src`: its folders. */
export const ROOMS = readdirSync(SOURCE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Every file of `src` with the files of `src` that it imports, types included; paths from `src` on. */
export function sourceImports(): Map<string, string[]> {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return new Map(files.map((file) => [posix(file), importsOf(file)]));
}

/** A file that is named by its URL (`…?url`, `…?worker&url`) is a script of its own, not an import. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(SOURCE, file), 'utf8'), true, true);
  return importedFiles
    .filter(({ fileName }) => /^\.\.?\/.*\.ts$/.test(fileName))
    .map(({ fileName }) => posix(relative(SOURCE, join(SOURCE, dirname(file), fileName))));
}

function posix(path: string): string {
  return path.replaceAll('\\', '/');
}

/** The room a file lies in; `src` for the entries beside the rooms. */
export function roomOf(file: string): string {
  const [room = ''] = file.split('/');
  return ROOMS.includes(room) ? room : 'src';
}

/** Groups of files that import each other in a circle (Tarjan's strongly connected components). */
export function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const known = lowest.get(file);
    if (known !== undefined) return known;
    const number = order.size;
    order.set(file, number);
    lowest.set(file, number);
    open.push(file);
    let low = number;
    for (const next of imports.get(file) ?? []) {
      if (!order.has(next) || open.includes(next)) low = Math.min(low, visit(next));
    }
    lowest.set(file, low);
    if (low === number) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1 || imports.get(file)?.includes(file)) found.push(group.sort());
    }
    return low;
  };
  for (const file of imports.keys()) visit(file);
  return found;
}
