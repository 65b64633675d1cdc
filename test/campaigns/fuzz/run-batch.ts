import { encodeBase64 } from '../../../src/common/base64.ts';
import { ApiLiteError, StorageError } from '../../../src/index.ts';
import { Random } from '../random.ts';
import type { Bench, Call, Input, Kind } from './kinds/kind.ts';

/** A case in which something else came than what is promised. */
export interface FailedCase {
  number: number;
  symptom: string;
  /** What came when the call was made again with nothing else under way. */
  alone: string;
  call: Call;
  /** Of the error, if it was one. */
  stack: string;
  /** The input in base64. */
  bytes: string;
}

/** What came of some cases. */
export interface BatchReport {
  /** How often each outcome came. */
  outcomes: Record<string, number>;
  failed: FailedCase[];
  slowest: { number: number; milliseconds: number };
  /** Error events and unhandled rejections of the page meanwhile. */
  events: string[];
}

/** What came of one call. */
export interface Attempt {
  outcome: string;
  isPromised: boolean;
  milliseconds: number;
  stack: string;
}

/** Runs cases, several at a time; those that fail once more, alone. */
export async function runBatch(
  kind: Kind,
  name: string,
  seed: number,
  first: number,
  count: number,
  bench: Bench,
): Promise<BatchReport> {
  const report: BatchReport = {
    outcomes: {},
    failed: [],
    slowest: { number: first, milliseconds: 0 },
    events: [],
  };
  const suspicious: { number: number; input: Input; symptom: string }[] = [];
  let next = first;
  const worker = async () => {
    while (next < first + count) {
      const number = next++;
      const input = await makeInput(kind, name, seed, number, bench);
      const { outcome, isPromised, milliseconds } = await runOne(kind, input, bench);
      report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1;
      if (milliseconds > report.slowest.milliseconds) report.slowest = { number, milliseconds };
      if (!isPromised) suspicious.push({ number, input, symptom: outcome });
    }
  };
  await Promise.all(Array.from({ length: kind.inFlight }, worker));
  for (const { number, input, symptom } of suspicious) {
    const { outcome: alone, stack } = await runOne(kind, input, bench);
    report.failed.push({ number, symptom, alone, stack, call: input.call, bytes: encodeBase64(input.bytes) });
  }
  report.events = events.splice(0);
  return report;
}

/** The input of a case, which its kind, seed and number determine. */
export async function makeInput(
  kind: Kind,
  name: string,
  seed: number,
  number: number,
  bench: Bench,
): Promise<Input> {
  return kind.make(new Random(`${seed}/${name}/${number}`), bench);
}

/** Makes a call and judges what comes of it. */
export async function runOne(kind: Kind, input: Input, bench: Bench): Promise<Attempt> {
  // A copy: what a case is given is written down if it fails.
  const given = { ...input, bytes: input.bytes.slice() };
  const start = performance.now();
  const ended = (outcome: string, isPromised: boolean, stack = ''): Attempt => {
    return { outcome, isPromised, milliseconds: performance.now() - start, stack };
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeIsUp = new Promise<Attempt>((resolve) => {
    timer = setTimeout(
      () => resolve(ended(`not settled in ${kind.budget / 1000} s`, false)),
      kind.budget + GRACE_MS,
    );
  });
  const call = kind.attempt(given, bench).then(
    (outcome) => ended(outcome, true),
    (error: unknown) => ended(described(error), kind.allows(error, input.call), stackOf(error)),
  );
  return await Promise.race([call, timeIsUp]).finally(() => clearTimeout(timer));
}

/** The budget is the engine's own; its answer has to come through the queue of the other cases. */
const GRACE_MS = 5_000;

/** An error of the engine by its code; any other, and the unforeseen, with what it says. */
function described(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof StorageError) return `StorageError ${error.reason}`;
  if (!(error instanceof ApiLiteError)) return withoutNumbers(text);
  return error.code.endsWith('001001') ? withoutNumbers(`${error.code} ${error.message}`) : error.code;
}

/** Where the error came from. */
function stackOf(error: unknown): string {
  const thrown = error instanceof ApiLiteError ? (error.cause ?? error) : error;
  return thrown instanceof Error ? (thrown.stack ?? '') : '';
}

/** What differs in its numbers alone is told as one. */
function withoutNumbers(text: string): string {
  return text.replace(/\b\d+\b/g, 'N').slice(0, 200);
}

const events: string[] = [];
addEventListener('error', (event) => events.push(`error event: ${event.message}`));
addEventListener('unhandledrejection', (event) =>
  events.push(`unhandled rejection: ${String(event.reason)}`),
);
