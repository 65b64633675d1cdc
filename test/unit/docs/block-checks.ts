import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import { ROOT, readJson } from '../../../scripts/project.mjs';
import type { CodeBlock } from '../../support/code-blocks.ts';

/** Compiled together, see type-check.ts. */
export const COMPILED = ['ts', 'tsx', 'js', 'html', 'vue'];

/**
 * What is wrong with a block, by language; an empty list if nothing is. In what a command prints, which
 * is `text` or of no language, the commands themselves are checked.
 */
export const CHECKS: Record<string, (block: CodeBlock) => string[]> = {
  '': shellMistakes,
  text: shellMistakes,
  sh: shellMistakes,
  json: ({ text }) => mistakeOf(() => JSON.parse(text)),
  css: ({ text }) => mistakeOf(() => transform({ filename: 'block.css', code: Buffer.from(text) })),
  http: ({ text }) => linesOf(text).filter((line) => !/^[\w-]+: \S/.test(line)),
  // Rooms and their arrows are compared with the code by architecture.test.ts.
  mermaid: ({ text }) =>
    /^(flowchart|sequenceDiagram|stateDiagram-v2)\b/.test(text) ? [] : ['no known diagram'],
  // Pasted into an app and run by test/consumers.
  svelte: () => [],
  python: pythonMistakes,
};

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

function mistakeOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** The scripts of package.json and the files of this repository that a command names must be there. */
function shellMistakes({ text }: CodeBlock): string[] {
  const commands = linesOf(text).map((line) => line.replace(/\s#.*/, ''));
  return commands.flatMap(mistakesOfCommand);
}

function mistakesOfCommand(line: string): string[] {
  const { scripts } = readJson(join(ROOT, 'package.json'));
  const own = [...line.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)];
  const missing = own
    .map(([, script, shorthand]) => script ?? shorthand ?? '')
    .filter((name) => !(name in scripts))
    .map((name) => `npm has no script ${name}: ${line}`);
  const files = [...line.matchAll(/(?:^|\s)((?:scripts|bench|src|test|docs|models)\/[\w./-]+)/g)];
  const lost = files.filter(([, file = '']) => !existsSync(join(ROOT, file)));
  return [...missing, ...lost.map(([, file]) => `there is no ${file}: ${line}`)];
}

/** Whether there is a Python to compile with. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

function pythonMistakes({ text }: CodeBlock): string[] {
  if (!hasPython) return [];
  const parse = 'import ast, sys; ast.parse(sys.stdin.read())';
  const { status, stderr } = spawnSync('python3', ['-c', parse], { input: text, encoding: 'utf8' });
  return status === 0 ? [] : [stderr];
}
