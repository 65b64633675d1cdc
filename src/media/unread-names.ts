/** Containers that the engine does not read, by the media type of their bytes. */
const CONTAINERS = new Map([
  ['video/vnd.avi', 'AVI'],
  ['video/x-flv', 'FLV'],
  ['video/x-ms-asf', 'WMV'],
  ['video/MP1S', 'MPEG-PS'],
  ['video/MP2P', 'MPEG-PS'],
  ['video/mpeg', 'MPEG-PS'],
  ['video/ogg', 'Ogg'],
]);

/** The name of a container that the engine does not read; undefined if it may read it. */
export const unreadContainer = (mimeType: string): string | undefined => CONTAINERS.get(mimeType);

/** Codecs that browsers do not decode, by the ids that mp4, Matroska and MPEG-TS have for them. */
const CODECS = new Map<unknown, string>([
  ['jpeg', 'Motion JPEG'],
  ['mjpa', 'Motion JPEG'],
  ['mjpb', 'Motion JPEG'],
  ['V_MJPEG', 'Motion JPEG'],
  ['mp4v', 'MPEG-4 Part 2'],
  ['V_MPEG4/ISO/SP', 'MPEG-4 Part 2'],
  ['V_MPEG4/ISO/ASP', 'MPEG-4 Part 2'],
  [0x10, 'MPEG-4 Part 2'],
  ['s263', 'H.263'],
  ['h263', 'H.263'],
  ['V_MPEG1', 'MPEG-1'],
  [1, 'MPEG-1'],
  ['V_MPEG2', 'MPEG-2'],
  [2, 'MPEG-2'],
]);

/** An id of letters that are safe to repeat in a message, if it is none of the above. */
const PLAIN_ID = /^[\w/.-]{2,32}$/;

/** The name of a codec that is none of the browsers', as far as its id tells. */
export function unreadCodec(id: unknown): string {
  return CODECS.get(id) ?? (typeof id === 'string' && PLAIN_ID.test(id) ? id : 'of an unknown name');
}
