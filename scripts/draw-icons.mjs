// `npm run icons`: draws the demo's icons as PNG from public/icons/app-icon.svg.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT, runMain } from './project.mjs';

const FOLDER = join(ROOT, 'public/icons');

/** The background of the drawing, which fills what a platform's own shape cuts off. */
const BACKGROUND = '#1d1c1a';

async function main() {
  const drawing = await readFile(join(FOLDER, 'app-icon.svg'));
  for (const size of [192, 512]) await draw(drawing, size, `app-icon-${size}.png`);
  // Of a maskable icon and on a home screen the platform cuts the corners itself: they must not be empty.
  const square = Buffer.from(drawing.toString().replace(/ rx="\d+"/, ''));
  await draw(square, 512, 'maskable-512.png');
  await draw(square, 180, 'apple-touch-icon.png');
}

/**
 * @param {Buffer} drawing
 * @param {number} size pixels of the side
 * @param {string} file
 */
async function draw(drawing, size, file) {
  const picture = sharp(drawing, { density: 288 }).resize(size, size);
  const whole = file.startsWith('app-icon') ? picture : picture.flatten({ background: BACKGROUND });
  await whole.png({ palette: true, compressionLevel: 9 }).toFile(join(FOLDER, file));
}

await runMain(main);
