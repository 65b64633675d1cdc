/** Largest encoded picture, in bytes: a camera's 200-megapixel JPEG stays below; a body beyond is a mistake. */
export const MAX_PICTURE_BYTES = 50_000_000;

/**
 * Most pixels of a picture: the largest phone sensors. Beyond, browsers need gigabytes for a decode, and some
 * hand back blank pixels instead of an error.
 */
export const MAX_PICTURE_PIXELS = 200_000_000;

/** Longest side of a picture, in pixels: what browsers can draw from. */
export const MAX_PICTURE_SIDE = 32_000;

const MEBIBYTE = 1024 * 1024;

/** The most frames of a video or an archive that are scored: more change the combined score by less than noise. */
export const MAX_SCORED_FRAMES = 12;

/** The most entries an archive may list, folders included: some 30 s of frames at 30 a second. */
export const MAX_ARCHIVE_ENTRIES = 1000;

/** The most bytes an archive's entry may unpack to: no camera's JPEG is larger. */
export const MAX_ARCHIVE_ENTRY_BYTES = 32 * MEBIBYTE;

/** The most bytes an archive may unpack to altogether, of the entries that are looked at. */
export const MAX_ARCHIVE_BYTES = 256 * MEBIBYTE;

/** The longest side of a decoded frame; larger ones are scaled down: a 4K frame stays as it is. */
export const MAX_FRAME_SIDE = 4096;

/**
 * The most pixels of a video that are decoded to reach the scored frames, key frames being rare: 200 frames of
 * 1080p, about a second of work without a hardware decoder.
 */
export const MAX_DECODED_PIXELS = 200 * 1920 * 1080;

/** How long reading may take, of whatever anyone sends: an app may lower it. */
export interface ReadingLimits {
  /** Milliseconds to read and decode a picture, 15,000 at most. Default 15,000. */
  pictureTime: number;
  /** Milliseconds to read and decode a video or an archive, 30,000 at most; models run besides. Default 30,000. */
  mediumTime: number;
}

/** A picture of the largest size takes some 2 s on two cores; slow phones take five times as long. */
export const MAX_PICTURE_MS = 15_000;

/** A video's sparse frames take some 2 s at the most to decode ({@link MAX_DECODED_PIXELS}); slow phones far longer. */
const MAX_MEDIUM_MS = 30_000;

export const DEFAULT_READING_LIMITS: ReadingLimits = {
  pictureTime: MAX_PICTURE_MS,
  mediumTime: MAX_MEDIUM_MS,
};

/** Demuxers read in steps of milliseconds: one that reads on for so long without a pause goes in a circle. */
export const MAX_READING_STRETCH_MS = 2_000;

/**
 * A picture's size stands within this many bytes, EXIF thumbnail included; of a JPEG alone it may stand further back.
 * Readers of other formats take time that grows with the square of what they are given.
 */
export const MAX_HEADER_BYTES = 128 * 1024;

/** A picture that is not larger is read once, whole: photos are, and a slice takes as long as they do. */
export const MAX_HELD_BYTES = 8 * 1024 * 1024;
