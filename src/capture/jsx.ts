// biome-ignore-all lint/suspicious/noTsIgnore: the built types keep the comment, and let apps without the framework compile.
import type { FaceEngine } from '../page/face-engine.ts';
import type { CameraFacing } from './camera.ts';
import type { FaceCaptureEventMap } from './events.ts';
import type { FaceCaptureElement } from './face-capture.ts';
import type { CaptureTexts } from './texts/capture-texts.ts';

/** What `<face-capture>` takes in the JSX of React 18, which sets attributes only. */
export interface FaceCaptureAttributes {
  /** Where the files of the component's own engine lie, as in `createEngine`. */
  assets?: string | undefined;
  /** Which camera of a phone. Default `user`. */
  facing?: CameraFacing | undefined;
  /** `off`: only the shutter takes the picture. */
  auto?: 'off' | undefined;
  /** `off`: liveness is not judged. */
  liveness?: 'off' | undefined;
  /** Least `unifiedQualityScore`, 0 to 100, of a picture taken by itself. Default 70. */
  'min-quality'?: number | string | undefined;
  /** Milliseconds without success after which the shutter is suggested. Default 20,000. */
  timeout?: number | string | undefined;
  /** The files of the component's own engine are fetched when the page is idle. `undefined` takes it away. */
  preload?: true | undefined;
  /** Gestures to ask for first: `random:2`, or their names with spaces between. */
  gestures?: string | undefined;
  /** What the gestures' challenge is known by to the server: their `nonce`. */
  challenge?: string | undefined;
  /** Three tips stand on the first screen. `undefined` takes it away. */
  tips?: true | undefined;
  /** Short tones tell of a gesture made and of the picture. `undefined` takes it away. */
  sound?: true | undefined;
  /** The device vibrates at a gesture made and at the picture, if it can. `undefined` takes it away. */
  vibration?: true | undefined;
  /** Guidance is spoken by the browser. `undefined` takes it away. */
  speech?: true | undefined;
  /** Seconds of video, at the least, that the capture gives beside the picture. */
  video?: number | string | undefined;
  /** Nobody can start a capture. `undefined` takes it away; `false` would become an attribute that is there. */
  disabled?: true | undefined;
}

/** What `<face-capture>` takes in the JSX of React 19, which sets properties and listens to events. */
export interface FaceCaptureProps
  extends Omit<
    FaceCaptureAttributes,
    'auto' | 'liveness' | 'preload' | 'disabled' | 'tips' | 'sound' | 'vibration' | 'speech'
  > {
  /** Whether the picture is taken by itself when all is well. Default true. */
  auto?: boolean | 'off' | undefined;
  /** Whether liveness is judged, too. Default true. */
  liveness?: boolean | 'off' | undefined;
  /** Whether the files of the component's own engine are fetched when the page is idle. Default false. */
  preload?: boolean | undefined;
  /** Whether three tips stand on the first screen. Default false. */
  tips?: boolean | undefined;
  /** Whether short tones tell of a gesture made and of the picture. Default false. */
  sound?: boolean | undefined;
  /** Whether the device vibrates at a gesture made and at the picture, if it can. Default false. */
  vibration?: boolean | undefined;
  /** Whether guidance is spoken by the browser. Default false. */
  speech?: boolean | undefined;
  /** Whether nobody can start a capture. */
  disabled?: boolean | undefined;
  /** The engine to measure with. Default: one of its own. */
  engine?: FaceEngine | undefined;
  /** Sentences in place of the component's own. */
  texts?: Partial<CaptureTexts> | undefined;
  /** The picture is taken. */
  oncapture?: ((event: FaceCaptureEventMap['capture']) => void) | undefined;
  /** Other guidance is shown. */
  onguidance?: ((event: FaceCaptureEventMap['guidance']) => void) | undefined;
  /** The capture ended without a picture. */
  'oncapture-error'?: ((event: FaceCaptureEventMap['capture-error']) => void) | undefined;
  /** The person gave up. */
  oncancel?: ((event: FaceCaptureEventMap['cancel']) => void) | undefined;
  /** `state` changed. */
  onstatechange?: ((event: FaceCaptureEventMap['statechange']) => void) | undefined;
}

/** Preact takes `capture` at a name's end for the phase of the event, so only the second one is cut off. */
type PreactProps = Omit<FaceCaptureProps, 'oncapture'> & {
  oncaptureCapture?: FaceCaptureProps['oncapture'];
};

type Ref = ((element: FaceCaptureElement | null) => void) | { current: FaceCaptureElement | null } | null;

/** The component's own props, and what the framework lets every element have: `key`, `style`, `children`, … */
type WithFramework<Div, Own> = Omit<Div, keyof Own | 'ref'> & Own & { ref?: Ref | undefined };

type InReact<Elements> = Elements extends { div: infer Div extends { ref?: unknown } }
  ? // Refs by name are what React 18 has and React 19 has not.
    string extends Div['ref']
    ? WithFramework<Omit<Div, 'className'>, FaceCaptureAttributes & { class?: string | undefined }>
    : WithFramework<Div, FaceCaptureProps>
  : never;

type InPreact<Elements> = Elements extends { div: infer Div } ? WithFramework<Div, PreactProps> : never;

/** @ts-ignore */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /**
       * Guides a person before the camera and takes their picture.
       * @ts-ignore */
      'face-capture': InReact<import('react').JSX.IntrinsicElements>;
    }
  }
}

/** @ts-ignore */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Guides a person before the camera and takes their picture. */
      'face-capture': InPreact<IntrinsicElements>;
    }
  }
}
