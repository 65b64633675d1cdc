import type { EncodedPacket, InputVideoTrack } from 'mediabunny';

type Find = (...given: unknown[]) => Promise<EncodedPacket | null>;

/** The library's own ways to a packet. */
const WAYS = ['getFirstPacket', 'getPacket', 'getNextPacket', 'getKeyPacket', 'getNextKeyPacket'] as const;

/** What holds them, which the library's types leave out. A test holds that it is still there. */
interface TrackInside {
  _backing: Record<(typeof WAYS)[number], Find>;
}

/**
 * Leaves out the second picture that says where a frame is transparent, as a recorder writes it of a canvas. No face
 * needs it, and the library puts the two together in workers of `blob:` URLs, which a strict policy refuses.
 */
export async function leaveOutTransparency(track: InputVideoTrack): Promise<void> {
  if (!(await track.canBeTransparent())) return;
  const inside = (track as unknown as TrackInside)._backing;
  for (const way of WAYS) {
    const find = inside[way].bind(inside);
    inside[way] = async (...given) => {
      const packet = await find(...given);
      delete packet?.sideData.alpha;
      return packet;
    };
  }
}
