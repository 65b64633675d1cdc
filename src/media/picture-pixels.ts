import type { ChannelOrder } from './scaling/kernel.ts';

/** All pixels of a picture: four bytes each, of which the last means nothing. */
export interface UnscaledPixels {
  bytes: Uint8Array | Uint8ClampedArray;
  order: ChannelOrder;
  /** Gives the memory back: the bytes are another picture's then. Once. */
  release(): void;
}
