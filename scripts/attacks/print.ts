import sharp from 'sharp';
import { between, heldBefore, type MakeAttack } from './scene.ts';

/** A photo on paper: paler than its picture, softer, with a white border. */
export const print: MakeAttack = async (picture, background, random) => {
  const side = Math.round(between(random, 400, 520));
  const border = Math.round(between(random, 10, 36));
  const contrast = between(random, 0.7, 0.9);
  const paper = await sharp(picture)
    .resize(side, side)
    .modulate({ saturation: between(random, 0.6, 0.95) })
    .linear(contrast, (1 - contrast) * between(random, 90, 150))
    .blur(between(random, 0.5, 1.5))
    .extend({ top: border, bottom: border, left: border, right: border, background: '#efece4' })
    .png()
    .toBuffer();
  return heldBefore(paper, background, random);
};
