import sharp, { type Sharp } from 'sharp';

/** Numbers from 0 up to 1. */
export type Random = () => number;

/** Makes what a camera would see of an attack with a picture. */
export type MakeAttack = (picture: string, background: string, random: Random) => Promise<Sharp>;

/** Side of the made pictures, in pixels. */
export const SCENE = 720;

/** A number between two. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/**
 * Something flat, held before a camera: turned a little, somewhere about the middle of what is behind it.
 *
 * @param flat as PNG, no larger than 0.85 of the scene
 * @param background a picture, seen out of focus
 */
export async function heldBefore(flat: Buffer, background: string, random: Random): Promise<Sharp> {
  const turned = sharp(flat).rotate(between(random, -6, 6), { background: '#00000000' });
  const { data, info } = await turned.png().toBuffer({ resolveWithObject: true });
  const placed = (size: number) => Math.round((SCENE - size) * between(random, 0.35, 0.65));
  const scene = await sharp(background)
    .resize(SCENE, SCENE)
    .blur(between(random, 8, 20))
    .modulate({ brightness: between(random, 0.6, 1) })
    .composite([{ input: data, left: placed(info.width), top: placed(info.height) }])
    .png()
    .toBuffer();
  return sharp(scene);
}

/** What a camera adds: a soft lens, noise, and JPEG. */
export async function photographed(scene: Sharp, random: Random): Promise<Buffer> {
  const seen = await scene
    .removeAlpha()
    .blur(between(random, 0.4, 1))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const noise = between(random, 1, 5);
  const { data, info } = seen;
  for (let at = 0; at < data.length; at++) {
    // Three uniform numbers make nearly a normal one.
    const deviation = random() + random() + random() - 1.5;
    data[at] = Math.min(255, Math.max(0, Math.round((data[at] as number) + 2 * noise * deviation)));
  }
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } })
    .jpeg({ quality: Math.round(between(random, 75, 92)) })
    .toBuffer();
}
