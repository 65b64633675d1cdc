import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../scripts/project.mjs';
import { type CodeBlock, codeBlocksOf, documentedFiles, parseCodeBlocks } from '../../support/code-blocks.ts';
import { CHECKS, COMPILED, hasPython } from './block-checks.ts';
import { typeCheck } from './type-check.ts';
import { scriptOfVue } from './vue-block.ts';

const FILES = documentedFiles();
const BLOCKS = FILES.flatMap(codeBlocksOf);

/** An HTML block stands for the module scripts in it, a Vue component for what it is compiled to. */
function compiledParts(block: CodeBlock): CodeBlock[] {
  if (block.language === 'vue') return [scriptOfVue(block)];
  if (block.language !== 'html') return [block];
  const scripts = block.text.matchAll(/<script type="module">\n?([\s\S]*?)<\/script>/g);
  return [...scripts].map(({ 1: text = '', index }) => ({
    ...block,
    text,
    line: block.line + block.text.slice(0, index).split('\n').length,
  }));
}

test('a block is cut out of its page with its place', () => {
  const page = 'Text\n\n```ts\nconst a = 1;\n```\n\n1. List\n   ```\n   output\n   ```\n';
  expect(parseCodeBlocks('a.md', page)).toEqual([
    { file: 'a.md', line: 4, language: 'ts', text: 'const a = 1;' },
    { file: 'a.md', line: 9, language: '', text: '   output' },
  ]);
  expect(() => parseCodeBlocks('a.md', '```\nopen')).toThrow('a.md:2');
});

describe('the code in the documentation', () => {
  test('compiles against the package, and a mistake would be seen', () => {
    const mistaken = {
      file: 'mistaken.md',
      line: 7,
      language: 'ts',
      text: 'show(engine);\nengine.extrakt();',
    };
    const compiled = BLOCKS.filter(({ language }) => COMPILED.includes(language)).flatMap(compiledParts);
    expect(typeCheck([mistaken, ...compiled])).toEqual([
      expect.stringContaining("mistaken.md:8: Property 'extrakt' does not exist"),
    ]);
  });

  test('is of a language that is checked', () => {
    const languages = [...COMPILED, ...Object.keys(CHECKS)];
    const others = BLOCKS.filter(({ language }) => !languages.includes(language));
    expect(
      others.map(({ file, line, language }) => `${file}:${line} is ${language || 'of no language'}`),
    ).toEqual([]);
  });

  test('is valid JSON, CSS, HTTP and Python; commands name scripts and files that exist', () => {
    if (!hasPython) console.warn('Python blocks are not compiled: there is no python3.');
    const mistakes = BLOCKS.flatMap((block) =>
      (CHECKS[block.language]?.(block) ?? []).map((mistake) => `${block.file}:${block.line}: ${mistake}`),
    );
    expect(mistakes).toEqual([]);
  });
});

describe('the links in the documentation', () => {
  test.each(FILES)('%s leads to files that exist', (file) => {
    const prose = readFileSync(join(ROOT, file), 'utf8').replaceAll(/^ *```[\s\S]*?^ *```/gm, '');
    const targets = [...prose.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => target,
    );
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(file), target)))).toEqual([]);
  });
});
