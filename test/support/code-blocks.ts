import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/project.mjs';

/** A fenced block of a Markdown file. */
export interface CodeBlock {
  /** The file's path in the repository, with slashes. */
  file: string;
  /** The block's first line, counted from 1. */
  line: number;
  /** As written after the fence; empty if none is. */
  language: string;
  text: string;
}

/** The pages people read: what stands beside the code, and everything in `docs`. */
export function documentedFiles(): string[] {
  const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const docs = pages
    .filter((page) => page.endsWith('.md'))
    .map((page) => `docs/${page.replaceAll('\\', '/')}`);
  const top = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].filter((page) => existsSync(join(ROOT, page)));
  return [...top, ...docs.sort()];
}

/** The fenced blocks of a file, in their order. */
export function codeBlocksOf(file: string): CodeBlock[] {
  return parseCodeBlocks(file, readFileSync(join(ROOT, file), 'utf8'));
}

/** The name of the file that a block is, if its first line says so: `// portrait.js`. */
export function nameOf({ text }: CodeBlock): string | undefined {
  return /^\/\/ ([\w.-]+\.[jt]sx?)\n/.exec(text)?.[1];
}

/** The fenced blocks of a Markdown text. @throws {Error} if a fence is not closed. */
export function parseCodeBlocks(file: string, markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; block: CodeBlock; lines: string[] } | undefined;
  for (const [at, line] of markdown.split(/\r?\n/).entries()) {
    const [, fence = '', language = ''] = /^ *(`{3,})([\w-]*)/.exec(line) ?? [];
    if (!open && fence) {
      open = { fence, block: { file, line: at + 2, language, text: '' }, lines: [] };
    } else if (open && fence === open.fence && !language) {
      blocks.push({ ...open.block, text: open.lines.join('\n') });
      open = undefined;
    } else open?.lines.push(line);
  }
  if (open) throw new Error(`${file}:${open.block.line} begins a block that is not closed`);
  return blocks;
}
