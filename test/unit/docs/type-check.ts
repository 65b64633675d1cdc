import { extname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../../scripts/project.mjs';
import { type CodeBlock, nameOf } from '../../support/code-blocks.ts';

/** What the package's entries are built from. */
const ENTRIES: Record<string, string> = {
  'inpage-face': 'src/index.ts',
  'inpage-face/service-worker': 'src/page/register-service-worker.ts',
  'inpage-face/service-worker.js': 'src/service-worker/service-worker.ts',
  'inpage-face/capture': 'src/capture/index.ts',
  'inpage-face/react': 'src/react/index.ts',
  'inpage-face/vue': 'src/vue/index.ts',
};

/** The same entries by the names of their built files, as a page without a bundler imports them. */
const BUILT: Record<string, string> = {
  'inpage-face.js': 'src/index.ts',
  'register-service-worker.js': 'src/page/register-service-worker.ts',
  'capture.js': 'src/capture/index.ts',
};

/** What the pages' code takes for granted: photos, templates, elements. */
const PREAMBLE = join(ROOT, 'docs/code-blocks.d.ts');

/**
 * Compiles code blocks: TypeScript as an app with strict settings compiles its own, JavaScript (that of HTML, too)
 * and Vue's components without a demand for types and checks that its readers don't know.
 *
 * @returns The mistakes, each with its page and line.
 */
export function typeCheck(blocks: readonly CodeBlock[]): string[] {
  const isStrict = ({ language }: CodeBlock): boolean => language.startsWith('ts');
  const loose = blocks.filter((block) => !isStrict(block));
  return [...mistakesIn(blocks.filter(isStrict), {}), ...mistakesIn(loose, { strict: false })];
}

/** All in one program. */
function mistakesIn(blocks: readonly CodeBlock[], deviation: ts.CompilerOptions): string[] {
  if (blocks.length === 0) return [];
  const options = { ...compilerOptions(), ...deviation };
  const byFile = new Map(
    blocks.map((block, at) => [join(ROOT, 'docs', `block-${at}.${extensionOf(block)}`), block]),
  );
  const byName = new Map([...byFile].map(([file, block]) => [nameOf(block), file]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => byFile.has(file) || fileExists(file);
  // The empty export makes a module of each block, with names of its own.
  host.readFile = (file) => (byFile.has(file) ? `${byFile.get(file)?.text}\nexport {};\n` : readFile(file));
  host.getSourceFile = (file, languageVersion) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, languageVersion);
  };
  host.resolveModuleNameLiterals = (literals, containing, redirected) =>
    literals.map(({ text }) => {
      const other = byName.get(text.replace('./', ''));
      if (other) return { resolvedModule: { resolvedFileName: other, extension: extname(other) } };
      return resolve(text, containing, options, host, redirected);
    });
  const program = ts.createProgram([PREAMBLE, ...byFile.keys()], options, host);
  return [...byFile].flatMap(([file, block]) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((diagnostic) => describe(block, diagnostic));
  });
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  return { ...options, jsx: ts.JsxEmit.ReactJSX };
}

function extensionOf({ language }: CodeBlock): string {
  return ['html', 'vue'].includes(language) ? 'ts' : language;
}

function resolve(
  name: string,
  containing: string,
  options: ts.CompilerOptions,
  host: ts.CompilerHost,
  redirected: ts.ResolvedProjectReference | undefined,
): ts.ResolvedModuleWithFailedLookupLocations {
  const entry = ENTRIES[name] ?? BUILT[name.split('/').at(-1) ?? ''];
  if (entry === undefined)
    return ts.resolveModuleName(name, containing, options, host, undefined, redirected);
  return { resolvedModule: { resolvedFileName: join(ROOT, entry), extension: '.ts' } };
}

/** `docs/http.md:17: Cannot find name 'photo'.` */
function describe({ file, line }: CodeBlock, { start, messageText, file: source }: ts.Diagnostic): string {
  const at = source && start !== undefined ? source.getLineAndCharacterOfPosition(start).line : 0;
  return `${file}:${line + at}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
