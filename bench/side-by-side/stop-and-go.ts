// Runs beside the bench, started by slowed-down.ts: has processes run a share of the time and stand still for the rest.
// Whatever ends it, the bench's own end included, sets them going again first.
import { setTimeout as sleep } from 'node:timers/promises';
import { DutyCycle } from './duty-cycle.ts';

const [share, ...pids] = process.argv.slice(2).map(Number);

process.on('exit', () => signal('SIGCONT'));
for (const ending of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(ending, () => process.exit());
process.on('disconnect', () => process.exit());

function signal(name: 'SIGCONT' | 'SIGSTOP'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }
}

const cycle = new DutyCycle(share ?? 1);
process.send?.('begun');
for (;;) {
  cycle.ran(await during(cycle.toRun));
  signal('SIGSTOP');
  cycle.stood(await during(cycle.toStand));
  signal('SIGCONT');
}

/** Milliseconds that really went by. */
async function during(milliseconds: number): Promise<number> {
  const begun = performance.now();
  await sleep(milliseconds);
  return performance.now() - begun;
}
