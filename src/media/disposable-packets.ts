import type { EncodedPacket, InputVideoTrack, PacketRetrievalOptions } from 'mediabunny';

/** The library's own way from packet to packet, which its types leave out. A test holds that it is still there. */
interface TrackInside {
  _backing: {
    getNextPacket(packet: EncodedPacket, options: PacketRetrievalOptions): Promise<EncodedPacket | null>;
  };
}

/** NAL unit types of slices (ITU-T H.264, table 7-1): a picture's pixels. */
const FIRST_SLICE_TYPE = 1;
const LAST_SLICE_TYPE = 5;

/**
 * Leaves out what no other frame is decoded from (nal_ref_idc 0), on the way to the frames that are looked at: encoders
 * make most of their B frames so. Whoever asks for such a frame gets the next one that is left.
 */
export async function leaveOutDisposable(track: InputVideoTrack): Promise<void> {
  const config = (await track.getCodec()) === 'avc' ? await track.getDecoderConfig() : null;
  if (!config) return;
  const nalUnits = config.description === undefined ? byStartCodes : byLengths(config.description);
  const isDisposable = ({ data }: EncodedPacket) => {
    let hasSlices = false;
    for (const header of nalUnits(data)) {
      const type = header & 31;
      if (type < FIRST_SLICE_TYPE || type > LAST_SLICE_TYPE) continue;
      if ((header & 0x60) !== 0) return false;
      hasSlices = true;
    }
    return hasSlices;
  };
  const inside = (track as unknown as TrackInside)._backing;
  const following = inside.getNextPacket.bind(inside);
  inside.getNextPacket = async (packet, options) => {
    let next = await following(packet, options);
    while (next && isDisposable(next)) {
      const afterIt = await following(next, options);
      // The last one stays: there is no other to take its place.
      if (!afterIt) return next;
      next = afterIt;
    }
    return next;
  };
}

/** First bytes of a packet's NAL units, each behind its length (ISO/IEC 14496-15). */
function byLengths(description: AllowSharedBufferSource): (data: Uint8Array) => Iterable<number> {
  const record = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  const lengthBytes = ((record[4] ?? 3) & 3) + 1;
  return function* (data) {
    let at = 0;
    while (at + lengthBytes < data.length) {
      let length = 0;
      for (let byte = 0; byte < lengthBytes; byte++) length = length * 256 + (data[at++] as number);
      yield data[at] as number;
      at += length;
    }
  };
}

/** First bytes of a packet's NAL units, each behind a start code (ITU-T H.264, annex B). */
function* byStartCodes(data: Uint8Array): Iterable<number> {
  for (let at = 0; at + 3 < data.length; at++) {
    if (data[at] === 0 && data[at + 1] === 0 && data[at + 2] === 1) yield data[at + 3] as number;
  }
}
