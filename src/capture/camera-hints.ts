/** What makes a camera look like a program. None of them proves anything. */
export type CameraHint =
  /** It has the name of a program that makes a camera's picture, or calls itself virtual. */
  | 'virtual-label'
  /** The browser names no device behind it, as it does for every camera: the page's stream comes from elsewhere. */
  | 'no-device'
  /** On a phone it does not say which way it looks. */
  | 'no-facing-mode'
  /** It tells no range of sizes or frame rates, as cameras do. */
  | 'no-capabilities'
  /** Frames return exactly as they were: a loop, or a picture. The noise of a real sensor never does. */
  | 'equal-frames'
  /** Frames come without the least jitter. */
  | 'regular-frames';

/** What a page can read of a camera's track. */
export interface TrackFacts {
  label: string;
  settings: Pick<MediaTrackSettings, 'deviceId' | 'groupId' | 'facingMode'>;
  /** Undefined where browsers don't tell. */
  capabilities: Pick<MediaTrackCapabilities, 'width' | 'height' | 'frameRate'> | undefined;
  isPhone: boolean;
}

/** Programs that appear as cameras, and words that they are named by. */
const PROGRAMS =
  /virtual|\bOBS\b|ManyCam|Snap Camera|XSplit|SplitCam|YouCam|CamTwist|AlterCam|VCam|mmhmm|Animaze|FaceRig|DeepFaceLive|Avatarify|Streamlabs|PRISM Live|\bNDI\b|Unity Video Capture|v4l2loopback|dummy video|fake_device|Webcamoid|Iriun|DroidCam|EpocCam/i;

/** What a track says of itself. */
export function trackHints({ label, settings, capabilities, isPhone }: TrackFacts): CameraHint[] {
  const hints: CameraHint[] = [];
  if (PROGRAMS.test(label)) hints.push('virtual-label');
  if (!settings.deviceId || !settings.groupId) hints.push('no-device');
  if (isPhone && !settings.facingMode) hints.push('no-facing-mode');
  if (capabilities && !(capabilities.width && capabilities.height && capabilities.frameRate)) {
    hints.push('no-capabilities');
  }
  return hints;
}

/** A frame as the statistics see it. */
export interface FrameFacts {
  /** Seconds, by the camera's clock. */
  time: number;
  /** Equal for equal pixels. */
  fingerprint: number;
}

/** Frames below which nothing is said: three seconds on a slow device. */
const MIN_FRAMES = 12;

/** Share of frames that must have been there before. */
const MAX_EQUAL = 0.25;

/** Seconds off the beat that a real camera and its driver leave: more than this. */
const MIN_JITTER = 0.0002;

/**
 * What the frames of a camera say.
 *
 * @param frames In their order; some may be left out.
 * @param frameRate Frames a second that the camera is set to.
 */
export function frameHints(frames: readonly FrameFacts[], frameRate: number | undefined): CameraHint[] {
  const hints: CameraHint[] = [];
  if (frames.length < MIN_FRAMES) return hints;
  const different = new Set(frames.map(({ fingerprint }) => fingerprint)).size;
  if (1 - different / frames.length >= MAX_EQUAL) hints.push('equal-frames');
  if (frameRate && isRegular(frames, frameRate)) hints.push('regular-frames');
  return hints;
}

/** Whether each frame follows the one before by whole beats. */
function isRegular(frames: readonly FrameFacts[], frameRate: number): boolean {
  return frames.every(({ time }, index) => {
    const { time: before } = frames[index - 1] ?? { time };
    const beats = (time - before) * frameRate;
    return Math.abs(beats - Math.round(beats)) / frameRate <= MIN_JITTER;
  });
}
