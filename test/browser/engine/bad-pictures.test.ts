import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiLiteError, createEngine, type Face, type FaceEngine } from '../../../src/index.ts';
import { IS_DEFAULT_PACK } from '../../support/chosen-pack.ts';
import { hasShared, paintPicture, sharedPicture } from '../../support/pictures.ts';

const PEOPLE = [
  'AJ_Lamas/AJ_Lamas_0001',
  'Aaron_Guiel/Aaron_Guiel_0001',
  'Abdul_Majeed_Shobokshi/Abdul_Majeed_Shobokshi_0001',
  'Abdullah_Gul/Abdullah_Gul_0013',
  'Adam_Kennedy/Adam_Kennedy_0001',
  'Adrian_Murrell/Adrian_Murrell_0001',
];

interface Portrait {
  picture: ImageBitmap;
  face: Face;
}

let engine: FaceEngine;
let portraits: Portrait[] = [];

beforeAll(async () => {
  engine = await createEngine({ cache: false });
  if (!hasShared) return;
  portraits = await Promise.all(
    PEOPLE.map(async (name) => {
      const file = await sharedPicture(`faces/lfw-dev/${name}.jpg`);
      const [face] = await engine.faces(file);
      if (!face) throw new Error(`No face in ${name}`);
      return { picture: await createImageBitmap(file), face };
    }),
  );
});
afterAll(() => engine.dispose());

type Worse = (portrait: Portrait) => Promise<Blob>;

/** @param sigma In pixels of a face 92 wide, as these are. */
function blurred(sigma: number): Worse {
  return ({ picture, face }) =>
    paintPicture(picture.width, picture.height, (context) => {
      context.filter = `blur(${(sigma * face.box.width) / 92}px)`;
      context.drawImage(picture, 0, 0);
    });
}

const covered: Worse = ({ picture, face: { box, points } }) =>
  paintPicture(picture.width, picture.height, (context) => {
    context.drawImage(picture, 0, 0);
    context.fillStyle = '#8fb8d8';
    context.fillRect(box.x, points[2].y, box.width, box.y + box.height - points[2].y);
  });

const withoutChin: Worse = ({ picture, face: { box } }) =>
  paintPicture(picture.width, Math.round(box.y + 0.7 * box.height), (context) => {
    context.drawImage(picture, 0, 0);
  });

const dark: Worse = ({ picture }) =>
  paintPicture(picture.width, picture.height, (context) => {
    context.filter = 'brightness(0.15)';
    context.drawImage(picture, 0, 0);
  });

const asTaken: Worse = ({ picture }) =>
  paintPicture(picture.width, picture.height, (context) => context.drawImage(picture, 0, 0));

/** What `extract` makes of each portrait once it is worse: a template, or the error. */
async function extracted(worse: Worse): Promise<(Uint8Array | ApiLiteError)[]> {
  return await Promise.all(
    portraits.map(async (portrait) =>
      engine.extract(await worse(portrait)).catch((error: unknown) => {
        if (error instanceof ApiLiteError) return error;
        throw error;
      }),
    ),
  );
}

/** Of the blur at which faces are refused: the permissive pack tells them apart for longer. */
const REFUSED_SIGMA = IS_DEFAULT_PACK ? 6 : 9;

describe.skipIf(!hasShared())('pictures of different people that are bad in the same way', () => {
  test.each<[string, Worse]>([
    ['blurred by a sigma of 4', blurred(4)],
    ['blurred by a sigma of 6', blurred(6)],
    ['covered from the nose down', covered],
    ['cut off above the chin', withoutChin],
    ['dark', dark],
  ])('are not approved: %s', async (_what, worse) => {
    // Whatever `extract` refuses, `faces` still gives to whoever asks for it.
    const faces = await Promise.all(
      portraits.map(async (portrait) =>
        engine.faces(await worse(portrait), { templates: true, anyQuality: true }),
      ),
    );
    const templates = faces.flatMap(([face]) => face?.template ?? []);
    for (const [index, template] of templates.entries()) {
      expect(await engine.compare(template, template)).toEqual({ score: 1, decision: 'approved' });
      for (const another of templates.slice(index + 1)) {
        expect((await engine.compare(template, another)).decision).not.toBe('approved');
      }
    }
  });

  test('give no template once they are too blurred, and the error says so', async () => {
    const made = await extracted(blurred(REFUSED_SIGMA));
    const errors = made.filter((each) => each instanceof ApiLiteError);
    // Another pack's points of so blurred a face may say that it is turned away.
    const refused = errors.filter(
      ({ code, reason }) => code === 'BPE-003001' && (IS_DEFAULT_PACK || reason !== 'turned-away'),
    );
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason, message } of refused) {
      expect(reason).toBe('too-blurred');
      expect(message).toMatch(/blurred.*sharp picture/);
    }
    // Nothing else than that, or that no face was seen at all.
    expect(errors.every(({ code }) => ['BPE-003001', 'BPE-003002'].includes(code))).toBe(true);
  });

  test('give no template once the picture cuts them off, and the error says so', async () => {
    const cutOff: Worse = ({ picture, face: { box } }) =>
      paintPicture(picture.width, Math.round(box.y + 0.58 * box.height), (context) => {
        context.drawImage(picture, 0, 0);
      });
    const errors = (await extracted(cutOff)).filter((each) => each instanceof ApiLiteError);
    expect(errors.filter(({ reason }) => reason === 'cut-off').length).toBeGreaterThan(0);
  });

  test('come without a template from `faces`, unless any quality will do', async () => {
    const made = await extracted(blurred(REFUSED_SIGMA));
    const index = made.findIndex((each) => each instanceof ApiLiteError && each.reason === 'too-blurred');
    const portrait = portraits[index];
    if (!portrait) throw new Error('None was refused');
    const picture = await blurred(REFUSED_SIGMA)(portrait);
    const [face] = await engine.faces(picture, { templates: true });
    expect(face?.box.width).toBeGreaterThan(0);
    expect(face).not.toHaveProperty('template');
    expect(face?.reason).toBe('too-blurred');
    const [any] = await engine.faces(picture, { templates: true, anyQuality: true });
    expect(any?.template).toBeInstanceOf(Uint8Array);
    expect(any?.reason).toBe('too-blurred');
  });

  test('as they were taken all give templates', async () => {
    for (const each of await extracted(asTaken)) expect(each).toBeInstanceOf(Uint8Array);
  });
});
