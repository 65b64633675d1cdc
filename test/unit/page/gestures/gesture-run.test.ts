import { describe, expect, test } from 'vitest';
import type { ApiLiteError } from '../../../../src/contract/errors.ts';
import type { Continuity, WatchedFace } from '../../../../src/engine/watched-frame.ts';
import type { GesturesResult } from '../../../../src/page/gestures/gesture-options.ts';
import { GestureRun, type GestureTask } from '../../../../src/page/gestures/gesture-run.ts';
import { madeFace } from '../../../support/made-face.ts';

type Look = Parameters<typeof madeFace>[0];

const TEMPLATE = new Uint8Array([1, 2, 3]);
const LEFT = { yaw: -25 };
const SMILE = { mouth: { width: 0.95 } };

function face(look: Look, id = 1): WatchedFace {
  const { box, pose, landmarks, eyesOpen } = madeFace(look);
  const point = { x: 0, y: 0 };
  return {
    id,
    box,
    points: [point, point, point, point, point],
    score: 1,
    pose: { ...pose, roll: 0 },
    ...(landmarks && { landmarks }),
    ...(eyesOpen && { eyesOpen }),
  };
}

/** What is seen at a moment; a face that looks into the camera unless said otherwise. */
interface Moment {
  look?: Look;
  faces?: WatchedFace[];
  continuity?: Partial<Continuity>;
}

/** Plays moments a tenth of a second apart; templates are compared at each, unless it says otherwise. */
function played(
  task: Partial<GestureTask>,
  ...moments: Moment[]
): { result?: GesturesResult; run: GestureRun } {
  const run = new GestureRun({
    gestures: ['turn-left'],
    nonce: undefined,
    timeout: 10,
    mirrored: false,
    ...task,
  });
  for (const [at, { look = {}, faces = [face(look)], continuity }] of moments.entries()) {
    const result = run.look({
      width: 640,
      height: 480,
      time: at / 10,
      faces,
      continuity: { sceneChange: 0, likeness: 1, template: TEMPLATE, ...continuity },
    });
    if (result) return { result, run };
  }
  return { run };
}

const during = (count: number, moment: Moment = {}): Moment[] => Array.from({ length: count }, () => moment);

const START = during(6);

describe('a run of gestures', () => {
  test('passes when all were made in their order, and the person was recognized at the end', () => {
    const { result } = played(
      { gestures: ['turn-left', 'smile'], nonce: 'n-1' },
      ...START,
      ...during(4, { look: LEFT }),
      ...during(2),
      ...during(4, { look: SMILE }),
      ...during(3),
    );
    expect(result).toMatchObject({ passed: true, template: TEMPLATE });
    expect(result).not.toHaveProperty('reason');
    const { transcript } = result as GesturesResult;
    expect(transcript).toMatchObject({ nonce: 'n-1', gestures: ['turn-left', 'smile'] });
    expect(transcript.steps.map(({ gesture }) => gesture)).toEqual(['turn-left', 'smile']);
    for (const { asked, begun, made } of transcript.steps) {
      expect(begun).toBeGreaterThan(asked);
      expect(made).toBeGreaterThan(begun ?? Number.NaN);
    }
    expect(transcript.duration).toBeGreaterThan(transcript.steps[1]?.made ?? Number.NaN);
  });

  test('asks for one gesture after the other, and for a look into the camera before and after', () => {
    const asked: (string | null)[] = [];
    const run = new GestureRun({ gestures: ['turn-left'], nonce: undefined, timeout: 10, mirrored: false });
    for (const [at, look] of [{}, {}, {}, {}, {}, LEFT, LEFT, LEFT, LEFT].entries()) {
      const frame = {
        width: 640,
        height: 480,
        time: at / 10,
        faces: [face(look)],
        continuity: { sceneChange: 0, template: TEMPLATE },
      };
      run.look(frame);
      asked.push(run.progressOf(frame).asked);
    }
    expect(new Set(asked.slice(0, 3))).toEqual(new Set([null]));
    expect(asked).toContain('turn-left');
    expect(asked.at(-1)).toBeNull();
  });

  test('takes no gesture for an answer that was held before it was asked for', () => {
    const moments = [...START.slice(0, 4), ...during(40, { look: SMILE })];
    const { result } = played({ gestures: ['smile'], timeout: 2 }, ...moments);
    expect(result).toMatchObject({ passed: false, reason: 'not-made' });
    expect(result?.transcript.steps).toEqual([
      { gesture: 'smile', asked: expect.any(Number), begun: null, made: null },
    ]);
  });

  test('takes the other side for none, unless the picture is mirrored', () => {
    const moments = [...START, ...during(30, { look: { yaw: 25 } })];
    expect(played({ timeout: 2 }, ...moments).result).toMatchObject({ reason: 'not-made' });
    const { result } = played({ timeout: 2, mirrored: true }, ...moments);
    expect(result?.passed).toBe(true);
  });

  test.each([
    ['a background that changes at once', { continuity: { sceneChange: 0.7 } }, 'jump'],
    ['a face elsewhere, at once', { faces: [face({}, 2)] }, 'jump'],
    ['a second person', { faces: [face({}), face({ scale: 40 }, 2)] }, 'several-faces'],
    ['another face', { continuity: { likeness: 0.1 } }, 'person-changed'],
    ['nobody', { faces: [] }, 'no-face'],
  ])('is ended by %s', (_what, moment: Moment, reason) => {
    const { result } = played({ gestures: ['smile'] }, ...START, ...during(12, moment));
    expect(result).toMatchObject({ passed: false, reason });
  });

  test('goes on after what is no proof: a bystander, one bad template, a face missed for a moment', () => {
    const { result } = played(
      {},
      ...START,
      { faces: [face({}), face({ scale: 20 }, 2)] },
      { continuity: { likeness: 0.3 } },
      ...during(5, { faces: [] }),
      ...during(1),
      ...during(4, { look: LEFT }),
      ...during(2),
    );
    expect(result?.passed).toBe(true);
  });

  test('does not pass if somebody else looks into the camera at the end', () => {
    const stranger = { continuity: { likeness: 0.2 } };
    const turned = { look: LEFT, continuity: { likeness: undefined } } as unknown as Moment;
    const { result } = played({}, ...START, ...during(4, turned), ...during(2, stranger));
    expect(result).toMatchObject({ passed: false, reason: 'person-changed' });
  });

  test('has no outcome before its end, and none but that when the source ends', () => {
    const { result, run } = played({}, ...START);
    expect(result).toBeUndefined();
    expect(run.end()).toMatchObject({ passed: false, reason: 'ended', template: TEMPLATE });
  });

  test('is an error with a pack that can’t tell a gesture', () => {
    const { landmarks: _, ...bare } = face({});
    const call = () => played({ gestures: ['smile'] }, { faces: [bare] });
    expect(call).toThrow(expect.objectContaining({ code: 'BPE-001002' } satisfies Partial<ApiLiteError>));
  });
});
