import { describe, expect, test } from 'vitest';
import { drawFaces, type Face } from '../../../src/index.ts';

const POINTS = [
  { x: 40, y: 45 },
  { x: 60, y: 45 },
  { x: 50, y: 55 },
  { x: 42, y: 65 },
  { x: 58, y: 65 },
] as const satisfies Face['points'];

const FACE = { box: { x: 30, y: 30, width: 40, height: 40 }, points: POINTS };

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** The color of a pixel, with its opacity. */
function colorAt(canvas: HTMLCanvasElement | OffscreenCanvas, x: number, y: number): number[] {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  return [...context.getImageData(x, y, 1, 1).data];
}

/** How many pixels of a part anything was drawn on. */
function inkIn(canvas: HTMLCanvasElement, x: number, y: number, width: number, height: number): number {
  const { data } = canvas.getContext('2d')?.getImageData(x, y, width, height) ?? { data: [] };
  return data.filter((value, at) => at % 4 === 3 && value > 0).length;
}

describe('drawing faces', () => {
  test('marks the corners of the box and the five points, and nothing else', () => {
    const canvas = canvasOf(100, 100);
    drawFaces(canvas, [FACE], { color: '#f00', lineWidth: 2 });
    // On the upright arm of each corner.
    for (const x of [30, 69]) {
      for (const y of [33, 66]) expect(colorAt(canvas, x, y)).toEqual([255, 0, 0, 255]);
    }
    for (const { x, y } of POINTS) expect(colorAt(canvas, x, y)).toEqual([255, 0, 0, 255]);
    expect(inkIn(canvas, 45, 28, 10, 4)).toBe(0);
    expect(inkIn(canvas, 0, 0, 100, 25)).toBe(0);
  });

  test('leaves the points out if told to', () => {
    const canvas = canvasOf(100, 100);
    drawFaces(canvas, [FACE], { points: false });
    expect(inkIn(canvas, 35, 42, 30, 26)).toBe(0);
  });

  test('scales from the picture to the canvas', () => {
    const canvas = canvasOf(200, 400);
    drawFaces(canvas, [FACE], { picture: { width: 100, height: 100 }, color: '#0f0', lineWidth: 2 });
    expect(colorAt(canvas, 60, 128)).toEqual([0, 255, 0, 255]);
    expect(colorAt(canvas, 139, 270)).toEqual([0, 255, 0, 255]);
  });

  test('gives each face its own color and name, above it or in it', () => {
    const canvas = canvasOf(200, 100);
    const other = { box: { x: 130, y: 1, width: 40, height: 40 }, points: POINTS };
    const color = (index: number) => ['#f00', '#00f'][index] ?? '';
    drawFaces(canvas, [FACE, other], { color, names: ['Ada', 'Eve'], points: false, lineWidth: 2 });
    expect(colorAt(canvas, 30, 66)).toEqual([255, 0, 0, 255]);
    expect(colorAt(canvas, 130, 36)).toEqual([0, 0, 255, 255]);
    expect(inkIn(canvas, 40, 10, 20, 18)).toBeGreaterThan(0);
    expect(inkIn(canvas, 142, 4, 16, 14)).toBeGreaterThan(0);
  });

  test('keeps what the canvas shows and how its context draws', () => {
    const canvas = canvasOf(100, 100);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no context');
    context.fillStyle = '#123456';
    context.fillRect(0, 0, 100, 100);
    context.lineWidth = 7;
    drawFaces(canvas, [FACE]);
    expect(context.lineWidth).toBe(7);
    expect(context.fillStyle).toBe('#123456');
    expect(colorAt(canvas, 5, 5)).toEqual([0x12, 0x34, 0x56, 255]);
  });

  test('draws on a canvas off the screen', () => {
    const canvas = new OffscreenCanvas(100, 100);
    drawFaces(canvas, [FACE], { lineWidth: 2 });
    expect(colorAt(canvas, 30, 33)).toEqual([255, 255, 255, 255]);
  });

  test('refuses a canvas that is used for something else, and a misspelt option', () => {
    const canvas = canvasOf(10, 10);
    canvas.getContext('webgl2') ?? canvas.getContext('bitmaprenderer');
    expect(() => drawFaces(canvas, [FACE])).toThrow('has no 2D context');
    expect(() => drawFaces(canvasOf(10, 10), [FACE], { colour: '#fff' } as never)).toThrow(/colour.*color/);
  });
});
