import type { EncodedPacketSink, Input, InputVideoTrack } from 'mediabunny';
import { unreadCodec } from './unread-names.ts';
import { UnusableMediumError } from './unusable-medium.ts';
import { makeUsable } from './usable-track.ts';

/** Within these bytes an mp4 announces that fragments follow: its index holds no frame then. */
const INDEX_BYTES = 64 * 1024;

/** @throws {UnusableMediumError} if there is none. */
export async function pictureTrack(input: Input): Promise<InputVideoTrack> {
  const track = await input.getPrimaryVideoTrack().catch((error: unknown) => {
    throw new UnusableMediumError("is a video whose container can't be read: it is damaged or cut short", {
      cause: error,
    });
  });
  if (track) return track;
  const audio = await input.getPrimaryAudioTrack();
  throw new UnusableMediumError(
    audio
      ? 'holds sound only: send a video with a picture track'
      : 'is a video without a picture track: its index is missing, the file may be cut short',
  );
}

/** @throws {UnusableMediumError} if this browser can't decode it. */
export async function checkDecodable(track: InputVideoTrack): Promise<void> {
  const codec = await codecName(track);
  if (typeof VideoDecoder === 'undefined') {
    throw new UnusableMediumError(
      `is a video (codec ${codec}), and this browser has no WebCodecs to decode it`,
    );
  }
  if (!(await makeUsable(track))) {
    throw new UnusableMediumError(
      `is a video whose codec ${codec} this browser can't decode: send H.264, VP8 or VP9`,
    );
  }
}

/** E.g. `hevc (hvc1.1.6.L93.B0)`. */
async function codecName(track: InputVideoTrack): Promise<string> {
  const [name, parameters] = await Promise.all([track.getCodec(), track.getCodecParameterString()]);
  if (name === null) return unreadCodec(await track.getInternalCodecId());
  return parameters === null ? name : `${name} (${parameters})`;
}

/**
 * Whether the index lists frames that the file no longer holds.
 *
 * @throws {UnusableMediumError} if it does, and is not of a video written piece by piece, or lists none.
 */
export async function isCutShort(packets: EncodedPacketSink, blob: Blob): Promise<boolean> {
  const listed = await packets.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true });
  if (listed === null) throw new UnusableMediumError('is a video without a single frame');
  const held = await packets.getPacket(Number.POSITIVE_INFINITY).catch(() => null);
  if (held !== null) return false;
  if (await isFragmented(blob)) return true;
  throw new UnusableMediumError('is a video that is cut short: its index lists frames it does not hold');
}

/** How often the time until which frames are held is halved: to within a frame of a video of half an hour. */
const HALVINGS = 16;

/** Until when a video that is cut short holds its frames, in seconds. */
export async function heldUntil(packets: EncodedPacketSink, begin: number, end: number): Promise<number> {
  let [held, missing] = [begin, end];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (held + missing) / 2;
    const packet = await packets.getPacket(middle).catch(() => null);
    if (packet) held = middle;
    else missing = middle;
  }
  return held;
}

/** Whether an mp4 is written piece by piece, as recorders do. */
async function isFragmented(blob: Blob): Promise<boolean> {
  const head = new TextDecoder('latin1').decode(await blob.slice(0, INDEX_BYTES).arrayBuffer());
  return head.includes('moov') && head.includes('mvex');
}
