const MEBIBYTE = 1024 * 1024;

/**
 * The most bytes a request's body may hold. A photo is a few MB, ten seconds of 1080p some 20 MB; base64
 * adds a third. More would only fill the tab's memory.
 */
export const MAX_BODY_BYTES = 40 * MEBIBYTE;

/** The most parts of a multipart body: a 1:N call with ten thousand templates fits in the body's limit. */
export const MAX_PARTS = 10_001;

/** The most bytes of one part's headers; three short lines is what clients send. */
export const MAX_PART_HEADER_BYTES = 16 * 1024;

/** The longest boundary: RFC 2046 allows 70 characters, and the parser takes 251. */
export const MAX_BOUNDARY_LENGTH = 200;
