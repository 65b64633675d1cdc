import type { Box } from '../media/geometry.ts';

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The drawing that lies over the preview; it is scaled to lie within it as a whole. */
export const DRAWING: Size = { width: 300, height: 400 };

/** Where a face belongs, in the drawing's units: room for a line of text stays above. */
export const OVAL = { centreX: 150, centreY: 206, radiusX: 96, radiusY: 128 };

/** The part of a camera's frame that the preview shows, which fills its box and loses what overhangs. */
export function shownRegion(frame: Size, box: Size): Box {
  if (!(box.width > 0 && box.height > 0)) return { x: 0, y: 0, ...frame };
  const scale = Math.max(box.width / frame.width, box.height / frame.height);
  const width = Math.min(frame.width, Math.round(box.width / scale));
  const height = Math.min(frame.height, Math.round(box.height / scale));
  return {
    x: Math.round((frame.width - width) / 2),
    y: Math.round((frame.height - height) / 2),
    width,
    height,
  };
}

/** The box around the oval in a picture that the preview shows. */
export function ovalIn(picture: Size): Box {
  const scale = Math.min(picture.width / DRAWING.width, picture.height / DRAWING.height);
  const left = (picture.width - DRAWING.width * scale) / 2;
  const top = (picture.height - DRAWING.height * scale) / 2;
  return {
    x: left + (OVAL.centreX - OVAL.radiusX) * scale,
    y: top + (OVAL.centreY - OVAL.radiusY) * scale,
    width: 2 * OVAL.radiusX * scale,
    height: 2 * OVAL.radiusY * scale,
  };
}
