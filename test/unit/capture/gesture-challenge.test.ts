import { describe, expect, test } from 'vitest';
import { askForGestures, challengeOf, checkSamePerson } from '../../../src/capture/gesture-challenge.ts';
import { DEFAULT_TEXTS } from '../../../src/capture/index.ts';
import type { FaceEngine, Gesture, GesturesOptions, GesturesResult } from '../../../src/index.ts';
import { GESTURES } from '../../../src/vision/gestures/gesture-names.ts';

const TEMPLATE = new Uint8Array([1]);
const VIDEO = {} as HTMLVideoElement;
const FACE = { box: { x: 0, y: 0, width: 10, height: 10 } };

const TRANSCRIPT = { nonce: null, gestures: [], started: 0, steps: [], likeness: [], duration: 3 };

/** An engine that shows frames in which this is asked for, and has this outcome. */
function engineOf(
  outcome: Partial<GesturesResult>,
  asked: (Gesture | null)[] = [],
  faces: object[] = [FACE],
) {
  const calls: unknown[][] = [];
  const engine = {
    async gestures(...call: [unknown, unknown, GesturesOptions]) {
      calls.push(call);
      for (const [made, gesture] of asked.entries()) {
        call[2].onProgress?.({ asked: gesture, made, of: 4, time: 0, width: 0, height: 0, faces } as never);
      }
      return { transcript: TRANSCRIPT, template: TEMPLATE, ...outcome };
    },
    compare: async () => ({ score: 0.1, decision: 'declined' }),
  };
  return { engine: engine as unknown as FaceEngine, calls };
}

const { signal } = new AbortController();

function asked(engine: FaceEngine) {
  const told: [string, number][] = [];
  const challenge = { gestures: 'random:2', nonce: 'n-1' } as const;
  const asking = askForGestures(engine, VIDEO, challenge, signal, (code, { made, of }) =>
    told.push([code, made / of]),
  );
  return { asking, told };
}

describe('a challenge', () => {
  test('is read from the attributes', () => {
    expect(challengeOf(null, 'n')).toBeUndefined();
    expect(challengeOf('  ', null)).toBeUndefined();
    expect(challengeOf('random:2', 'n')).toEqual({ gestures: 'random:2', nonce: 'n' });
    expect(challengeOf(' smile  turn-left', null)).toEqual({
      gestures: ['smile', 'turn-left'],
      nonce: undefined,
    });
  });

  test('tells the person what is asked for, and how far they are', async () => {
    const { engine, calls } = engineOf({ passed: true }, [null, 'smile', 'turn-left']);
    const { asking, told } = asked(engine);
    expect(await asking).toEqual({ transcript: TRANSCRIPT, template: TEMPLATE });
    expect(told).toEqual([
      ['look-straight', 0],
      ['smile', 0.25],
      ['turn-left', 0.5],
    ]);
    expect(calls).toEqual([[VIDEO, 'random:2', { signal, nonce: 'n-1', onProgress: expect.any(Function) }]]);
  });

  test.each([
    ['no-face', []],
    ['several-faces', [FACE, { ...FACE }]],
  ])('tells %s first', async (code, faces) => {
    const { asking, told } = asked(engineOf({ passed: true }, ['smile'], faces).engine);
    await asking;
    expect(told).toEqual([[code, 0]]);
  });

  test.each([
    ['not-made', 'gesture-not-made'],
    ['jump', 'gestures-interrupted'],
    ['person-changed', 'gestures-interrupted'],
  ] as const)('that ends by %s ends the capture as %s', async (reason, captureReason) => {
    const { asking } = asked(engineOf({ passed: false, reason }).engine);
    await expect(asking).rejects.toMatchObject({
      reason: captureReason,
      message: expect.stringContaining(reason),
    });
  });

  test('that the engine can’t ask ends the capture as engine-failed', async () => {
    const engine = { gestures: () => Promise.reject(new TypeError('gestures must be')) };
    const { asking } = asked(engine as unknown as FaceEngine);
    await expect(asking).rejects.toMatchObject({ reason: 'engine-failed', message: 'gestures must be' });
  });

  test('asks for the same person in the picture', async () => {
    const { engine } = engineOf({});
    const made = { transcript: TRANSCRIPT, template: TEMPLATE };
    await expect(checkSamePerson(engine, made, TEMPLATE, signal)).rejects.toMatchObject({
      reason: 'gestures-interrupted',
    });
  });

  test('has a sentence for every gesture', () => {
    for (const gesture of GESTURES) expect(DEFAULT_TEXTS[gesture]).not.toBe('');
  });
});
