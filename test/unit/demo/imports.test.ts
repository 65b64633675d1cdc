import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ROOT } from '../../../scripts/project.mjs';

/** The package's entries, and the figures that the demo is built with. */
const ALLOWED = [
  'src/index.ts',
  'src/capture/index.ts',
  'src/page/register-service-worker.ts',
  'models/default-error-rates.json',
];

test('the demo imports what an app can: the package’s entries, its own files, other packages', () => {
  const files = readdirSync(join(ROOT, 'src/demo'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src/demo', file));
  const imported = files.flatMap((file) =>
    ts
      .preProcessFile(readFileSync(join(ROOT, file), 'utf8'))
      .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
      .map(({ fileName }) => relative(ROOT, join(ROOT, dirname(file), fileName)).replaceAll('\\', '/')),
  );
  expect(imported).toContain('src/index.ts');
  expect(imported.filter((path) => !path.startsWith('src/demo/') && !ALLOWED.includes(path))).toEqual([]);
});
