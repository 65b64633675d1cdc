import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run's output with one line of its counts, over all projects. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++;
    }
    // A file that can't even be loaded, or an error outside any test, fails the run without a failed test.
    const brokenFiles = modules.filter((module) => module.errors().length > 0).length;
    const failed = count.failed + brokenFiles + unhandledErrors.length;
    console.log(`${count.passed} passed, ${failed} failed, ${count.skipped} skipped`);
  }
}
