import sharp from 'sharp';
import { between, type MakeAttack, SCENE } from './scene.ts';

/** The face of an LFW picture: an oval about the middle, in shares of its side. */
const OVAL = { width: 0.44, height: 0.58 };

/** The face cut out of a picture and held before another person's: nothing of its own surroundings is left. */
export const cutOut: MakeAttack = async (picture, background, random) => {
  // A little larger than the face behind it, which it hides.
  const side = Math.round(SCENE * between(random, 1.05, 1.2));
  const [width, height] = [Math.round(side * OVAL.width), Math.round(side * OVAL.height)];
  const mask = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><ellipse cx="50%" cy="50%" rx="50%" ry="50%"/></svg>`,
  );
  const middle = await sharp(picture)
    .resize(side, side)
    .extract({
      left: Math.round((side - width) / 2),
      top: Math.round((side - height) / 2),
      width,
      height,
    })
    .modulate({ saturation: between(random, 0.75, 1) })
    .ensureAlpha()
    .composite([{ input: mask, blend: 'dest-in' }])
    .png()
    .toBuffer();
  const scene = await sharp(background)
    .resize(SCENE, SCENE)
    .composite([{ input: middle, gravity: 'centre' }])
    .png()
    .toBuffer();
  return sharp(scene);
};
