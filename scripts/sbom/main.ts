// `npm run sbom`: writes the published package's bill of materials (CycloneDX) to dist/sbom.cdx.json, without a registry.
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedPackages } from '../notice/shipped-packages.ts';
import { ROOT, runMain, SetupError, writeJson } from '../project.mjs';
import { shippedSbom } from './shipped-sbom.ts';

const DIST = join(ROOT, 'dist');

async function main(): Promise<void> {
  const shipped = shippedPackages();
  const sbom = shippedSbom(JSON.parse(npmSbom()), shipped);
  if (sbom.components.length !== shipped.length) {
    throw new SetupError('package-lock.json lacks a package whose code is in this one: run `npm install`.');
  }
  await mkdir(DIST, { recursive: true });
  await writeJson(join(DIST, 'sbom.cdx.json'), sbom);
}

/** What npm makes of the lock file, packages for development included, as it leaves them out in production. */
function npmSbom(): string {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--include=dev'];
  // npm is a batch file on Windows, which only a shell starts.
  return execFileSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    shell: process.platform === 'win32',
  });
}

await runMain(main);
