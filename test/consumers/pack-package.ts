import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPackageIfChanged } from '../../scripts/build.mjs';
import { ROOT, readJson } from '../../scripts/project.mjs';
import '../support/provided.ts';
import { npm } from './succeed.ts';

/** Packs the package as npm would publish it, once for all apps that install it. */
export default async function packPackage(project: TestProject): Promise<() => Promise<void>> {
  await buildPackageIfChanged();
  // Outside of this repository, whose node_modules would lend what the package lacks.
  const workplace = await mkdtemp(join(tmpdir(), 'inpage-face-consumers-'));
  await npm(['pack', '--ignore-scripts', '--pack-destination', workplace], ROOT);
  const { version } = readJson(join(ROOT, 'package.json'));
  await copyFile(join(workplace, `inpage-face-${version}.tgz`), join(workplace, 'inpage-face.tgz'));
  project.provide('workplace', workplace);
  return () => rm(workplace, { recursive: true, force: true });
}
