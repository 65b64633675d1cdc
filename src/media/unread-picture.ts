import { type MediaKind, mediaKind } from './media-kind.ts';

/** Formats that browsers decode: what can't be read of them is damaged. */
const DECODED = /^image\/(jpeg|png|apng|webp|gif|avif|bmp|x-icon)$/;

const JPEG_2000 = 'JPEG 2000';

/** Names of formats that few browsers decode, by the media type of their bytes. */
const NAMES = new Map([
  ['image/heic', 'HEIC'],
  ['image/heic-sequence', 'HEIC'],
  ['image/heif', 'HEIF'],
  ['image/heif-sequence', 'HEIF'],
  ['image/tiff', 'TIFF'],
  ['image/jxl', 'JPEG XL'],
  ['image/jp2', JPEG_2000],
  ['image/jpx', JPEG_2000],
  ['image/jpm', JPEG_2000],
  ['image/j2c', JPEG_2000],
  ['image/jls', 'JPEG-LS'],
  ['image/vnd.ms-photo', 'JPEG XR'],
  ['image/vnd.adobe.photoshop', 'PSD'],
  ['image/x-xcf', 'XCF'],
]);

/** Names of formats that their headers alone tell, and tell for sure. */
const HEADER_NAMES = new Map<unknown, string>([
  ['pnm', 'PNM'],
  ['icns', 'ICNS'],
  ['dds', 'DDS'],
  ['ktx', 'KTX'],
]);

/** Media types of what cameras store before they make a picture of it. */
const RAW = /^image\/x-(adobe|canon|fujifilm|nikon|olympus|panasonic|sony)-/;

const PHONE = "Share it as JPEG, or set the iPhone's camera to Most Compatible";
const SAVE = 'Save it as JPEG or PNG';

/** What else comes in place of a picture; not sound, which random bytes are taken for. */
const NO_PICTURES: Partial<Record<MediaKind['kind'], string>> = {
  video: 'a video',
  zip: 'an archive',
  tar: 'an archive',
  gzip: 'an archive',
};

/**
 * What a file is of which the browser makes no picture, and what to do: the end of a sentence that begins with "The
 * picture". Undefined for the formats of every browser, which are damaged, and for unknown ones.
 *
 * @param headerType As its header was read, e.g. `pnm`.
 */
export async function unreadPicture(blob: Blob, headerType?: string): Promise<string | undefined> {
  const found = await mediaKind(blob);
  const other = found && NO_PICTURES[found.kind];
  if (other) return `is ${other} (${found.mimeType}): send a JPEG or PNG, or hand it to detect`;
  const name = found?.kind === 'picture' ? pictureName(found.mimeType) : HEADER_NAMES.get(headerType);
  if (name === undefined) return undefined;
  return `is in the format ${name}, and this browser does not decode it. ${/^HEI[CF]$/.test(name) ? PHONE : SAVE}`;
}

function pictureName(mimeType: string): string | undefined {
  if (DECODED.test(mimeType)) return undefined;
  return NAMES.get(mimeType) ?? (RAW.test(mimeType) ? "of a camera's raw files" : mimeType);
}
