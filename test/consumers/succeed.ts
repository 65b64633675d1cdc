import { spawn } from 'node:child_process';

/** The environment that apps are installed, built and served in: not that of a test run, which Vitest says this is. */
export function appEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { NODE_ENV: _, ...environment } = process.env;
  return { ...environment, ...more };
}

/** Runs npm in a folder. @throws {Error} with all that it printed, if it fails. */
export function npm(
  args: readonly string[],
  cwd: string,
  environment: Record<string, string> = {},
): Promise<void> {
  return succeed('npm', args, cwd, { shell: process.platform === 'win32', environment });
}

/** Runs a command in a folder. @throws {Error} with all that it printed, if it fails. */
export function succeed(
  command: string,
  args: readonly string[],
  cwd: string,
  { shell = false, environment = {} } = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = appEnvironment(environment);
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} failed in ${cwd}:\n${output}`));
    });
  });
}
