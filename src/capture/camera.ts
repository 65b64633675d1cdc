import { reasonOf } from '../contract/errors.ts';
import { type CameraHint, trackHints } from './camera-hints.ts';
import { CaptureError, type CaptureErrorReason } from './capture-error.ts';

/** Which camera of a phone: the one towards the person, or the one away from them. */
export type CameraFacing = 'user' | 'environment';

export interface CameraChoice {
  facing: CameraFacing;
  /** The camera chosen by the person; it goes before `facing`. */
  deviceId: string | undefined;
}

/** A camera in the list to choose from; its label is empty if the browser gives it no name. */
export type CameraDevice = Pick<MediaDeviceInfo, 'deviceId' | 'label'>;

/**
 * Enough for some 120 pixels between the eyes of a face that fills the oval; more makes each frame slower and
 * the template no better, as the model sees 112 pixels of the face.
 */
const WANTED_SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** The reasons by the names that `getUserMedia` fails with. */
const REASONS: Partial<Record<string, CaptureErrorReason>> = {
  NotAllowedError: 'permission-denied',
  SecurityError: 'permission-denied',
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
};

export class Camera {
  readonly #track: MediaStreamTrack;

  private constructor(readonly stream: MediaStream) {
    const [track] = stream.getVideoTracks();
    if (!track) throw new CaptureError('camera-failed', 'The browser gave a stream without video.');
    this.#track = track;
  }

  /**
   * Asks for the camera and opens it.
   *
   * @throws {CaptureError}
   * @throws the signal's reason; a camera that opens afterwards is closed at once.
   */
  static async open(choice: CameraChoice, signal: AbortSignal): Promise<Camera> {
    const stream = await requestStream(choice);
    const camera = new Camera(stream);
    if (signal.aborted) {
      camera.close();
      signal.throwIfAborted();
    }
    return camera;
  }

  /** Identifies the camera among {@link listCameras}. */
  get deviceId(): string | undefined {
    return this.#track.getSettings().deviceId;
  }

  /** Whether it looks at the person: such a preview is mirrored, as people know themselves. */
  get facesPerson(): boolean {
    return this.#track.getSettings().facingMode !== 'environment';
  }

  /** Frames a second that it is set to. */
  get frameRate(): number | undefined {
    return this.#track.getSettings().frameRate;
  }

  /** What it says of itself that makes it look like a program. */
  get hints(): CameraHint[] {
    const track = this.#track;
    return trackHints({
      label: track.label,
      settings: track.getSettings(),
      // Firefox has none before version 132.
      capabilities: (track as Partial<MediaStreamTrack>).getCapabilities?.call(track),
      isPhone: matchMedia('(pointer: coarse) and (hover: none)').matches,
    });
  }

  /** Black while the page is hidden: nobody is watched who looks at something else. */
  set enabled(enabled: boolean) {
    this.#track.enabled = enabled;
  }

  /** Rejects if the camera goes away by itself; never resolves. */
  lost(): Promise<never> {
    return new Promise((_, reject) => {
      const fail = () => reject(new CaptureError('camera-unplugged', 'The camera ended its stream.'));
      if (this.#track.readyState === 'ended') fail();
      else this.#track.addEventListener('ended', fail, { once: true });
    });
  }

  close(): void {
    for (const track of this.stream.getTracks()) track.stop();
  }
}

/** The cameras there are; browsers name them once one of them was allowed. */
export async function listCameras(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

async function requestStream({ facing, deviceId }: CameraChoice): Promise<MediaStream> {
  if (!isSecureContext) {
    throw new CaptureError('insecure-context', 'The page is no secure context: open it over https.');
  }
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new CaptureError('unsupported', 'This browser gives pages no camera.');
  }
  const which =
    deviceId === undefined ? { facingMode: { ideal: facing } } : { deviceId: { exact: deviceId } };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, ...WANTED_SIZE } });
  } catch (error) {
    const reason = (error instanceof Error && REASONS[error.name]) || 'camera-failed';
    throw new CaptureError(reason, reasonOf(error), { cause: error });
  }
}
