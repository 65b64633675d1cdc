import type { Box } from '../../../src/media/geometry.ts';

/** Half axes of the head that a picture is laid on, in sides of the face's box: across, down, and towards the camera. */
const HEAD = { across: 0.62, down: 0.75, forward: 0.5 };

/** The nose on it, in widths of the box: how far it stands out, how wide it is, and how far below the middle. */
const NOSE = { out: 0.2, wide: 0.12, below: 0.08 };

/** Where the head falls away from the camera, it is turned less: what lies behind it is in no picture. */
const EDGE = 1.5;

/**
 * A picture with its head turned, as if the face were painted on an ellipsoid with a nose.
 *
 * @param yaw Degrees: positive brings the nose to the picture's left.
 * @param pitch Degrees: positive raises the face.
 */
export function turnedPicture(
  picture: ImageBitmap,
  { x, y, width, height }: Box,
  yaw: number,
  pitch: number,
) {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(picture, 0, 0);
  const from = context.getImageData(0, 0, canvas.width, canvas.height);
  const to = context.createImageData(canvas.width, canvas.height);
  const center = { x: x + width / 2, y: y + height / 2 };
  const axes = { x: HEAD.across * width, y: HEAD.down * height, z: HEAD.forward * width };
  for (let row = 0; row < canvas.height; row++) {
    for (let column = 0; column < canvas.width; column++) {
      const [u, v] = [(column - center.x) / axes.x, (row - center.y) / axes.y];
      const round = Math.sqrt(Math.max(0, 1 - u * u - v * v));
      const share = Math.min(1, round * EDGE);
      const fromNose =
        Math.hypot(column - center.x, row - center.y - NOSE.below * width) / (NOSE.wide * width);
      const depth = round * axes.z + NOSE.out * width * Math.exp((-fromNose * fromNose) / 2);
      const [turn, nod] = [yaw, pitch].map((degrees) => (degrees * share * Math.PI) / 180) as [
        number,
        number,
      ];
      const across = u * axes.x * Math.cos(turn) + depth * Math.sin(turn);
      const down = v * axes.y * Math.cos(nod) + depth * Math.sin(nod);
      copyPixel(from, center.x + across, center.y + down, to, (row * canvas.width + column) * 4);
    }
  }
  context.putImageData(to, 0, 0);
  return createImageBitmap(canvas);
}

/** Between the four nearest. */
function copyPixel(
  { data, width, height }: ImageData,
  x: number,
  y: number,
  to: ImageData,
  at: number,
): void {
  const left = Math.min(Math.max(Math.floor(x), 0), width - 2);
  const top = Math.min(Math.max(Math.floor(y), 0), height - 2);
  const [dx, dy] = [Math.min(Math.max(x - left, 0), 1), Math.min(Math.max(y - top, 0), 1)];
  const first = (top * width + left) * 4;
  for (let channel = 0; channel < 4; channel++) {
    const value = (offset: number) => data[first + offset + channel] ?? 0;
    const above = value(0) * (1 - dx) + value(4) * dx;
    const below = value(4 * width) * (1 - dx) + value(4 * width + 4) * dx;
    to.data[at + channel] = above * (1 - dy) + below * dy;
  }
}
