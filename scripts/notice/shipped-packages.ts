import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT, readJson } from '../project.mjs';

/** A package whose code is in the built package. */
export interface ShippedPackage {
  name: string;
  version: string;
  /** SPDX expression that its package.json declares. */
  licence: string;
  /** Who wrote it and where its source is, as far as its package.json says. */
  origin: string;
  /** Its licence files' text; empty if it has none. */
  text: string;
}

interface Locked {
  version?: string;
  dependencies?: Record<string, string>;
}

/** Compiles the kernels, and may put parts of its standard library into it. */
const COMPILED_IN = ['assemblyscript'];

/** What the package's code is made of: `src`, and of the scripts those that its command line is built from. */
const SHIPPED_CODE = ['src', 'scripts/cli', 'scripts/fetch-pack', 'scripts/convert-model/retail-0095.mjs'];

/** Whose types the package adds to, for apps that have it (src/capture/jsx.ts). */
const ADDED_TO = ['preact'];

const LICENCE_FILE = /^(licen[cs]e|notice|thirdpartynotices)([.-].*)?$/i;

/** The packages that the source imports, and those which they depend on, by name. Types only are left out. */
export function shippedPackages(): ShippedPackage[] {
  const locked: Record<string, Locked> = readJson(join(ROOT, 'package-lock.json')).packages;
  const found = new Map<string, string>();
  const visit = (name: string, from: string): void => {
    const path = lockedPath(locked, name, from);
    if (name.startsWith('@types/') || path === undefined || found.has(path)) return;
    found.set(path, name);
    for (const dependency of Object.keys(locked[path]?.dependencies ?? {})) visit(dependency, path);
  };
  for (const name of importedPackages()) visit(name, '');
  // What it depends on runs while compiling and leaves nothing behind.
  for (const name of COMPILED_IN) found.set(`node_modules/${name}`, name);
  return [...found]
    .map(([path, name]) => shippedPackage(name, join(ROOT, path)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where Node would find a package from another: the nearest `node_modules` upwards. */
function lockedPath(locked: Record<string, Locked>, name: string, from: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at}${at && '/'}node_modules/${name}`;
    if (locked[path]) return path;
    if (at === '') return undefined;
  }
}

function importedPackages(): Set<string> {
  const specifiers = SHIPPED_CODE.flatMap(codeFiles)
    .filter((file) => !/(^|[\\/])assembly[\\/]/.test(file))
    .flatMap((file) => ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles)
    .map(({ fileName }) => fileName);
  const packages = specifiers.filter((name) => /^[@a-z]/i.test(name) && !isBuiltin(name)).map(packageOf);
  // The app brings these itself.
  const ofApp = [...Object.keys(readJson(join(ROOT, 'package.json')).peerDependencies), ...ADDED_TO];
  return new Set(packages.filter((name) => !ofApp.includes(name)));
}

/** The paths of the code in a folder of the project, or of the file itself. */
function codeFiles(place: string): string[] {
  const path = join(ROOT, place);
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .map((file) => join(path, file));
}

/** `onnxruntime-web/wasm` and `@zip.js/zip.js` without what stands behind the package's name. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function shippedPackage(name: string, folder: string): ShippedPackage {
  const { version, license, author, repository } = readJson(join(folder, 'package.json'));
  const origin = [author?.name ?? author, repository?.url ?? repository].filter(Boolean).join(', ');
  const files = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return { name, version, licence: license, origin, text: texts.join('\n\n') };
}
