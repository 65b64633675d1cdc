// Debian's own packages, on a machine that is ours to change.
import { existsSync, readFileSync } from 'node:fs';
import { run } from './project.mjs';

export const IS_ROOT = process.getuid?.() === 0;

/** Whether packages can be installed: on Debian, as root, as in a container. */
export function canUseApt() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return IS_ROOT && /^ID=debian$/m.test(release);
}

/** @param {readonly string[]} names */
export async function installPackages(...names) {
  console.log(`Installing Debian's ${names.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['-q', 'update'], { env });
  await run('apt-get', ['-q', 'install', '-y', '--no-install-recommends', ...names], { env });
}
