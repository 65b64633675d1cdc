import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Does some work while processes run only a share of the time (Linux). They are stopped and set going by signals, with all their
 * threads: Chromium's own `Emulation.setCPUThrottlingRate` slows a page's main thread alone and would spare contenders
 * that work elsewhere. A limit of cgroups, which takes root, and cpulimit go by what all threads use together, and would slow
 * down two threads twice as much as one.
 */
export async function slowedDown<Result>(
  pids: readonly number[],
  share: number,
  work: () => Promise<Result>,
): Promise<Result> {
  // A process of its own keeps time better, and sets them going if this one is killed.
  const beside = fork(
    fileURLToPath(new URL('stop-and-go.ts', import.meta.url)),
    [share, ...pids].map(String),
  );
  const ended = once(beside, 'exit');
  const setGoing = () => pids.forEach(setGoingAgain);
  // If that one is killed instead, or both are told to end.
  beside.on('exit', setGoing);
  process.on('exit', setGoing);
  try {
    const begun = await Promise.race([once(beside, 'message'), ended.then(() => undefined)]);
    if (!begun) throw new Error('The processes could not be slowed down.');
    return await work();
  } finally {
    if (beside.connected) beside.disconnect();
    await ended;
    process.off('exit', setGoing);
  }
}

function setGoingAgain(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // It has ended.
  }
}
