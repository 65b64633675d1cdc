import type { InputVideoTrack, PacketRetrievalOptions } from 'mediabunny';
import { decoderConfigOf } from './decoder-config.ts';
import { leaveOutDisposable } from './disposable-packets.ts';
import { leaveOutTransparency } from './opaque-packets.ts';
import { EncodedPacketSink } from './video-library.ts';

type Packet = Awaited<ReturnType<EncodedPacketSink['getFirstPacket']>>;

/** The library's own way to a key frame, which its types leave out. A test holds that it is still there. */
interface TrackInside {
  _backing: { getKeyPacket(time: number, options: PacketRetrievalOptions): Promise<Packet> };
}

/**
 * Makes of a track what can be decoded from, where recorders wrote it in a way that the library does not expect.
 *
 * @returns Whether the browser can decode it at all.
 */
export async function makeUsable(track: InputVideoTrack): Promise<boolean> {
  const config = await decoderConfigOf(track);
  if (!config) return false;
  track.getDecoderConfig = async () => config;
  track.canDecode = async () => true;
  await leaveOutTransparency(track);
  const packets = new EncodedPacketSink(track);
  const first = await packets.getFirstPacket({ metadataOnly: true });
  trustFirstKey(track, first);
  findEveryKey(track, packets, first);
  await leaveOutDisposable(track);
  return true;
}

/**
 * A key frame forgets all before it, and the library looks into the stream for that. A clip that was trimmed begins
 * with a picture of an open group, which does not, and decoders start from it all the same.
 */
function trustFirstKey(track: InputVideoTrack, first: Packet): void {
  const determine = track.determinePacketType.bind(track);
  track.determinePacketType = async (packet) =>
    packet.sequenceNumber === first?.sequenceNumber ? packet.type : determine(packet);
}

/** In a WebM without an index the library finds no key frame before a cluster that has none itself. */
function findEveryKey(track: InputVideoTrack, packets: EncodedPacketSink, first: Packet): void {
  const inside = (track as unknown as TrackInside)._backing;
  const find = inside.getKeyPacket.bind(inside);
  inside.getKeyPacket = async (time, options) => {
    const found = await find(time, options);
    if (found || !first || first.timestamp > time) return found;
    let key: Packet = null;
    let next: Packet =
      first.type === 'key' ? first : await packets.getNextKeyPacket(first, { metadataOnly: true });
    while (next && next.timestamp <= time) {
      key = next;
      next = await packets.getNextKeyPacket(next, { metadataOnly: true });
    }
    return key && find(key.timestamp, options);
  };
}
