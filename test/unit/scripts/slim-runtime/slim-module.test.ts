import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, readJson } from '../../../../scripts/project.mjs';
import { withFewerSpins } from '../../../../scripts/slim-runtime/fewer-spins.ts';
import { makeProfile, type RuntimeProfile, usedFunctions } from '../../../../scripts/slim-runtime/profile.ts';
import { restModule } from '../../../../scripts/slim-runtime/rest-module.ts';
import { runtimeFile } from '../../../../scripts/slim-runtime/runtime-file.ts';
import { slimModule } from '../../../../scripts/slim-runtime/slim-module.ts';
import { constant, functionBodies, leb, readSections } from '../../../../scripts/slim-runtime/wasm-module.ts';
import { wholeFile } from '../../../../src/runtime/whole-file.ts';

const whole = readFileSync(join(ROOT, runtimeFile('.wasm')));
const profile: RuntimeProfile = readJson(join(ROOT, 'scripts/slim-runtime/profile.json'));

describe('the slim runtime', () => {
  test('is made of the runtime that is installed, by the profile that is committed', () => {
    const slim = slimModule(whole, profile, 'mark');
    expect(WebAssembly.validate(slim)).toBe(true);
    expect(slim.length).toBeLessThan(whole.length / 2);
  });

  test('has the functions of the profile as they were, at their places, but how threads wait; and one more', () => {
    const before = functionBodies(readSections(whole));
    const after = functionBodies(readSections(slimModule(whole, profile, 'mark')));
    expect(after).toHaveLength(before.length + 1);
    const changed = usedFunctions(profile).filter(
      (isUsed, index) => isUsed && !before[index]?.every((byte, at) => byte === after[index]?.[at]),
    );
    expect(changed).toEqual([true]);
  });

  test('has no function that is larger than before', () => {
    const before = functionBodies(readSections(whole));
    const after = functionBodies(readSections(slimModule(whole, profile, 'mark')));
    expect(before.every((body, index) => (after[index]?.length ?? 0) <= body.length)).toBe(true);
  });

  test.each<[string, Partial<RuntimeProfile>]>([
    ['another file', { sha256: '0'.repeat(64) }],
    ['another number of functions', { functions: profile.functions + 1 }],
  ])('is not made by a profile of %s', (_what, change) => {
    expect(() => slimModule(whole, { ...profile, ...change }, 'mark')).toThrow(
      /installed is not the one .*profile\.json was recorded of \(onnxruntime-web .*record-runtime` records it anew/,
    );
  });

  test('is not made of an altered runtime', () => {
    const altered = Buffer.from(whole);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(() => slimModule(altered, profile, 'mark')).toThrow(/is not the one/);
  });
});

describe('threads that wait less long', () => {
  const changed = withFewerSpins(whole);

  test('are made by a change of three bytes', () => {
    expect(changed).toHaveLength(whole.length);
    expect([...changed.keys()].filter((at) => changed[at] !== whole[at])).toHaveLength(3);
    expect(WebAssembly.validate(changed)).toBe(true);
  });

  test('are not made of a runtime that has not the place that is known', () => {
    expect(() => withFewerSpins(changed)).toThrow(/in another way/);
  });
});

describe('the rest of the runtime', () => {
  const slim = slimModule(whole, profile, 'mark');
  const shipped = withFewerSpins(whole);
  const rest = restModule(shipped, slim);

  test('is a module, and gives the whole file with the slim one, byte for byte', () => {
    expect(WebAssembly.validate(rest)).toBe(true);
    expect(Buffer.compare(wholeFile(slim, rest), shipped)).toBe(0);
  });

  test('holds little of what the slim one has', () => {
    expect(rest.length + slim.length).toBeLessThan(1.03 * whole.length);
  });

  test.each<[string, Uint8Array, Uint8Array]>([
    ['a slim file of another version', altered(slim), rest],
    ['a rest of another version', slim, altered(rest)],
    ['a rest that is none', slim, slim],
    ['an empty rest', slim, new Uint8Array()],
  ])('is refused: %s', (_what, one, other) => {
    expect(() => wholeFile(one, other)).toThrow('it is of another version');
  });
});

function altered(file: Uint8Array): Uint8Array {
  const changed = Buffer.from(file);
  const middle = file.length >> 1;
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

test('a profile gives back the functions that it was made of', () => {
  const used = Array.from({ length: 21 }, (_, index) => index % 3 === 0);
  expect(usedFunctions(makeProfile('some runtime', whole, used))).toEqual(used);
});

describe('numbers of WebAssembly', () => {
  test.each([
    [0, [0]],
    [127, [127]],
    [128, [128, 1]],
    [22_268, [252, 173, 1]],
  ])('%d without a sign', (value, bytes) => expect(leb(value)).toEqual(bytes));

  test.each([
    [63, [0x41, 63]],
    [64, [0x41, 192, 0]],
    [127, [0x41, 255, 0]],
    [8191, [0x41, 255, 63]],
    [8192, [0x41, 128, 192, 0]],
  ])('%d with one', (value, bytes) => expect(constant(value)).toEqual(bytes));
});
