import { expect, test } from 'vitest';
import type { LivenessModels } from '../../../src/engine/liveness-models.ts';
import { PersonCheck } from '../../../src/engine/person-check.ts';
import type { LocatedFace } from '../../../src/vision/face-pipeline.ts';
import { noTimings } from '../../../src/vision/stage-timings.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

const CONTEXT = { signal: new AbortController().signal, timings: noTimings() };
const PICTURE = PixelPicture.painted(1, 1, () => [0, 0, 0]);
const POINT = { x: 0, y: 0 };
const FACE: LocatedFace = {
  box: { x: 0, y: 0, width: 1, height: 1 },
  score: 1,
  points: [POINT, POINT, POINT, POINT, POINT],
};

/** Looks at twelve frames, of each of which is given who it shows: a small letter is a covered face. */
async function checked(persons: string): Promise<{ check: PersonCheck; looks: number; turned: number }> {
  let frame = 0;
  let looks = 0;
  let turned = 0;
  const models = {
    templateOf: async (...[, , , isKnown]: Parameters<LivenessModels['templateOf']>) => {
      looks++;
      if (!isKnown?.(persons[frame] as never)) turned++;
      return { template: persons[frame], length: /[A-Z]/.test(persons[frame] ?? '') ? 4 : 1 };
    },
    isClear: ({ length }: { length: number }) => length > 2,
    compare: (a: unknown, b: unknown) => (a === b ? 0.9 : 0.1),
  } as unknown as LivenessModels;
  const check = new PersonCheck(models, persons.length);
  for (; frame < persons.length; frame++) await check.look(PICTURE, FACE, frame, CONTEXT);
  return { check, looks, turned };
}

test('one person may pass, and is looked at a few times only', async () => {
  const { check, looks } = await checked('AAAAAAAAAAAA');
  expect(() => check.check()).not.toThrow();
  expect(looks).toBe(4);
});

test.each(['AAAAAABBBBBB', 'AAAAAAAAAAAB', 'AAAABBBBAAAA'])(
  'a change of person is told: %s',
  async (persons) => {
    const { check } = await checked(persons);
    expect(() => check.check()).toThrow(expect.objectContaining({ reason: 'person-changed' }));
  },
);

test('a face that is covered all the time is told, one that is covered at times is not', async () => {
  const covered = await checked('aaaaaaaaaaaa');
  expect(() => covered.check.check()).toThrow(expect.objectContaining({ reason: 'covered' }));
  const atTimes = await checked('AAAaaaaaAAAA');
  expect(() => atTimes.check.check()).not.toThrow();
});

test('who was seen before is not looked for turned, another person is', async () => {
  expect((await checked('AAAAAAAAAAAA')).turned).toBe(1);
  expect((await checked('AAAAAABBBBBB')).turned).toBe(3);
});

test('of two frames each is looked at', async () => {
  const { check } = await checked('AB');
  expect(() => check.check()).toThrow(expect.objectContaining({ reason: 'person-changed' }));
});
