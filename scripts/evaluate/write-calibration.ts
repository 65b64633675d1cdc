import { spawnSync } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { ROOT, sha256 } from '../project.mjs';
import type { MeasuredCalibration } from './calibration.ts';
import type { MeasuredGate } from './commonness-gate.ts';

/**
 * The command that makes a calibration again.
 *
 * @param options as they were given, besides the pack
 */
export function calibrationCommand(
  script: string,
  lists: readonly string[],
  manifestPath: string,
  options: readonly string[] = [],
): string {
  const manifest = relative(ROOT, manifestPath);
  const models = manifest === 'models/default.json' ? [] : [`--models ${manifest}`];
  // Some scripts take several as one, with commas between.
  const places = lists.map((list) =>
    list
      .split(',')
      .map((each) => relative(ROOT, resolve(each)))
      .join(),
  );
  return ['npm run', script, '--', ...places, ...options, ...models, '--write'].join(' ');
}

/** Puts a comparison calibration into a pack's manifest in place of the one there. */
export function writeCalibration(manifestPath: string, comparison: MeasuredCalibration): Promise<void> {
  return replaceCalibration(manifestPath, 'comparison', comparison);
}

/** Puts a cohort beside a pack's manifest and names it there, with the gate that was measured by it. */
export async function writeCohort(
  manifestPath: string,
  bytes: Uint8Array,
  { list, ...commonness }: MeasuredGate & { list: string },
): Promise<void> {
  const file = cohortFileOf(manifestPath);
  await writeFile(file, bytes);
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8'));
  const { calibration, cohort: _, ...rest } = manifest;
  const cohort = { file: basename(file), bytes: bytes.length, sha256: sha256(Buffer.from(bytes)), list };
  await writeWhole(manifestPath, { ...rest, cohort, calibration: { ...calibration, commonness } });
}

/** Where a pack's cohort lies: beside its manifest. */
function cohortFileOf(manifestPath: string): string {
  return manifestPath.replace(/(\.json)?$/, '-cohort.bin');
}

/** Puts a calibration into a pack's manifest in place of the one of that name. */
export async function replaceCalibration(
  manifestPath: string,
  name: 'comparison' | 'spoofing',
  calibration: object,
): Promise<void> {
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8'));
  manifest.calibration = { ...manifest.calibration, [name]: calibration };
  await writeWhole(manifestPath, manifest);
}

/** Writes a value as JSON, whole or not at all: every engine reads such a file. */
export async function writeWhole(path: string, value: object): Promise<void> {
  const unfinished = `${path}.new`;
  await writeFile(unfinished, format(JSON.stringify(value, null, 2)));
  await rename(unfinished, path);
}

/** Formats JSON as `npm run format` does, so that a new calibration is all that differs. */
function format(json: string): string {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const arguments_ = [biome, 'format', '--stdin-file-path=models/manifest.json'];
  const { stdout, stderr, status } = spawnSync(process.execPath, arguments_, {
    cwd: ROOT,
    input: json,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Biome can't format the manifest: ${stderr}`);
  return stdout;
}
