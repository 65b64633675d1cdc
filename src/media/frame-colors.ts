import { VideoSampleColorSpace } from 'mediabunny';

/** Colours of which nothing is known. */
const UNTOLD = Object.freeze({ primaries: null, transfer: null, matrix: null, fullRange: null });

/**
 * What a frame says of its colours is a hint. WebKit says `unspecified` or `smpte240m` of some H.264 clips, and the video
 * library refuses a frame for a name that it doesn't know: from now on such a hint counts as none.
 */
export function leaveOutUnknownColors(frames: { prototype: VideoFrame } = VideoFrame): void {
  const told = Object.getOwnPropertyDescriptor(frames.prototype, 'colorSpace');
  if (!told?.get) return;
  const { get } = told;
  Object.defineProperty(frames.prototype, 'colorSpace', {
    ...told,
    get(this: VideoFrame) {
      const colors = get.call(this) as VideoColorSpaceInit;
      return isKnown(colors) ? colors : UNTOLD;
    },
  });
}

function isKnown(colors: VideoColorSpaceInit): boolean {
  try {
    return new VideoSampleColorSpace(colors) !== undefined;
  } catch {
    return false;
  }
}
