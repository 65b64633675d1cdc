/** Largest encoded picture, in bytes: a camera's 200-megapixel JPEG stays below; a body beyond is a mistake. */
export const MAX_PICTURE_BYTES = 50_000_000;

/**
 * Most pixels of a picture: the largest phone sensors. Beyond, browsers need gigabytes for a decode, and some
 * hand back blank pixels instead of an error.
 */
export const MAX_PICTURE_PIXELS = 200_000_000;

/** Longest side of a picture, in pixels: what browsers can draw from. */
export const MAX_PICTURE_SIDE = 32_000;
