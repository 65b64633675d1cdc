import { checkOptions } from '../common/check-options.ts';
import type { Face } from '../engine/engine-methods.ts';
import type { Box } from '../media/geometry.ts';
import type { FaceStyle } from './face-style.ts';
import { OPTION_NAMES } from './option-names.ts';

/** Under every line, so that it is seen on light and dark pictures. */
const HALO = 'rgb(0 0 0 / 45%)';
/** Widths and heights are in lines, so that all grows with the canvas: of the halo, */
const HALO_LINES = 2.3;
/** of a name, */
const NAME_LINES = 8;
/** between a name and its box. */
const NAME_GAP_LINES = 3;
/** How thin lines are on the canvas's longer side. */
const LINES_A_SIDE = 300;
/** Length of a corner's arms, as a share of the box's shorter side. */
const ARM = 0.22;

/**
 * Draws faces over what the canvas shows: corners of their boxes, points, names.
 *
 * @param faces As `faces` answers them.
 * @throws {TypeError} If the canvas has no 2D context, or the style an option of no known name.
 */
export function drawFaces(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  faces: readonly Pick<Face, 'box' | 'points'>[],
  style: FaceStyle = {},
): void {
  checkOptions(style, OPTION_NAMES.faceStyle, 'drawFaces() style');
  const context = canvas.getContext('2d') as
    | CanvasRenderingContext2D
    | OffscreenCanvasRenderingContext2D
    | null;
  if (!context) throw new TypeError('`canvas` has no 2D context: it is used for something else');
  const { width, height } = canvas;
  const { picture = canvas, color = '#fff', points = true, names = [] } = style;
  const { lineWidth = Math.max(1, Math.max(width, height) / LINES_A_SIDE) } = style;
  const [scaleX, scaleY] = [width / picture.width, height / picture.height];
  context.save();
  context.lineCap = context.lineJoin = 'round';
  context.font = style.font ?? `${NAME_LINES * lineWidth}px sans-serif`;
  context.textAlign = 'center';
  faces.forEach(({ box, points: five }, index) => {
    const ink = typeof color === 'string' ? color : color(index);
    const placed = {
      x: box.x * scaleX,
      y: box.y * scaleY,
      width: box.width * scaleX,
      height: box.height * scaleY,
    };
    const corners = cornersOf(placed);
    const dots = new Path2D();
    for (const { x, y } of points ? five : [])
      addLine(dots, [x * scaleX, y * scaleY], [x * scaleX, y * scaleY]);
    for (const [stroke, lines] of [
      [HALO, HALO_LINES],
      [ink, 1],
    ] as const) {
      context.strokeStyle = stroke;
      context.lineWidth = lineWidth * lines;
      context.stroke(corners);
      context.lineWidth = lineWidth * (lines + 1);
      context.stroke(dots);
    }
    drawName(context, names[index], placed, ink, lineWidth);
  });
  context.restore();
}

/** Above the box, or in it if there is no room. */
function drawName(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  name: string | undefined,
  { x, y, width }: Box,
  ink: string,
  lineWidth: number,
): void {
  if (!name) return;
  const gap = NAME_GAP_LINES * lineWidth;
  const isInside = y < gap + NAME_LINES * lineWidth;
  const at = [x + width / 2, isInside ? y + gap : y - gap] as const;
  context.textBaseline = isInside ? 'top' : 'bottom';
  context.strokeStyle = HALO;
  context.lineWidth = lineWidth * HALO_LINES;
  context.strokeText(name, ...at);
  context.fillStyle = ink;
  context.fillText(name, ...at);
}

function cornersOf({ x, y, width, height }: Box): Path2D {
  const path = new Path2D();
  const arm = Math.min(width, height) * ARM;
  for (const [cornerX, toX] of [
    [x, arm],
    [x + width, -arm],
  ] as const) {
    for (const [cornerY, toY] of [
      [y, arm],
      [y + height, -arm],
    ] as const) {
      addLine(path, [cornerX + toX, cornerY], [cornerX, cornerY]);
      path.lineTo(cornerX, cornerY + toY);
    }
  }
  return path;
}

/** One without length is a dot. */
function addLine(path: Path2D, from: readonly [number, number], to: readonly [number, number]): void {
  path.moveTo(...from);
  path.lineTo(...to);
}
