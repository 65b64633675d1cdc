import { PATIENCE_MS } from '../../support/patience.ts';

/** How long a flow may take in the page. */
export const ASYNC_SCRIPT_TIMEOUT_MS = 3 * PATIENCE_MS;

export interface ScriptOutcome {
  value?: unknown;
  failure?: string;
}

/** A function's source as WebDriver's "Execute Async Script" takes it: its argument comes first, then whom to tell. */
export function asyncScript(run: unknown): string {
  return `const [argument, done] = arguments;
    Promise.resolve(argument).then(${run}).then(
      (value) => done({ value }),
      (error) => done({ failure: error + '\\n' + error.stack }),
    );`;
}

/** @throws {Error} what the function threw in the page. */
export function outcomeOf({ value, failure }: ScriptOutcome): unknown {
  if (failure !== undefined) throw new Error(failure);
  return value;
}
