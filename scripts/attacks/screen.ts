import sharp from 'sharp';
import { between, heldBefore, type MakeAttack, type Random } from './scene.ts';

/** Side of the picture on the screen, in the screen's pixels, each of three stripes. */
const SCREEN = 400;
const STRIPES = 3;

/** How bright the rest of a pixel is beside a lit stripe; what is lost is made good by the backlight. */
const LEAK = 70;
const BACKLIGHT = 1.8;

/** Red, green and blue stripes, and a dark gap below each pixel. */
const PIXEL = Buffer.from([
  ...[255, LEAK, LEAK, LEAK, 255, LEAK, LEAK, LEAK, 255],
  ...[255, LEAK, LEAK, LEAK, 255, LEAK, LEAK, LEAK, 255],
  ...[90, 40, 40, 40, 90, 40, 40, 40, 90],
]);

/** A picture on a screen with its bezel, pixel grid and reflection; a camera's own grid beside it makes moiré. */
export const screen: MakeAttack = async (picture, background, random) => {
  const side = SCREEN * STRIPES;
  const grid = await sharp(PIXEL, { raw: { width: STRIPES, height: STRIPES, channels: 3 } })
    .png()
    .toBuffer();
  const lit = await sharp(await sharp(picture).resize(SCREEN, SCREEN).png().toBuffer())
    .resize(side, side, { kernel: 'nearest' })
    .composite([{ input: grid, tile: true, blend: 'multiply' }])
    .png()
    .toBuffer();
  const bright = await sharp(lit)
    .linear(BACKLIGHT * between(random, 0.9, 1.2), between(random, 0, 12))
    .composite([{ input: reflection(side, random), blend: 'screen' }])
    .extend({ top: 40, bottom: 40, left: 40, right: 40, background: '#101012' })
    .rotate(between(random, -2, 2), { background: '#101012' })
    .png()
    .toBuffer();
  // Every so many pixels one is taken, as a sensor does, and what it missed is gone: that is the moiré.
  const seen = Math.round(between(random, 440, 540));
  const sampled = Math.round(seen * between(random, 1.1, 1.7));
  const aliased = await sharp(bright).resize(sampled, sampled, { kernel: 'nearest' }).png().toBuffer();
  const shrunk = await sharp(aliased).resize(seen, seen).png().toBuffer();
  return heldBefore(shrunk, background, random);
};

/** A lamp's reflection somewhere on the screen. */
function reflection(side: number, random: Random): Buffer {
  const [x, y] = [Math.round(100 * random()), Math.round(100 * random())];
  const strength = between(random, 0, 0.35).toFixed(2);
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">
    <radialGradient id="lamp" cx="${x}%" cy="${y}%" r="45%">
      <stop offset="0" stop-color="#fff" stop-opacity="${strength}"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
    </radialGradient>
    <rect width="100%" height="100%" fill="url(#lamp)"/>
  </svg>`);
}
