import {
  type DefineSetupFnComponent,
  defineComponent,
  h,
  onMounted,
  onUnmounted,
  type PropType,
  shallowRef,
  watchEffect,
} from 'vue';
import type {
  CameraFacing,
  CaptureDetail,
  CaptureErrorDetail,
  CaptureState,
  CaptureTexts,
  FaceCaptureElement,
  GuidanceDetail,
} from '../capture/index.ts';
import {
  attributesOf,
  type CaptureProperties,
  type CaptureSettings,
  defineCapture,
  listenTo,
} from '../frameworks/capture-element.ts';
import type { FaceEngine } from '../index.ts';

/** Props of `<FaceCapture>`. */
export interface FaceCaptureProps extends CaptureSettings, CaptureProperties {}

/** Events of `<FaceCapture>`. */
export type FaceCaptureEmits = {
  /** The picture is taken; the camera is off. */
  capture: (detail: CaptureDetail) => void;
  /** Other guidance is shown. */
  guidance: (detail: GuidanceDetail) => void;
  /** The capture ended without a picture; the camera is off. */
  captureError: (detail: CaptureErrorDetail) => void;
  /** The person gave up; the camera is off. */
  cancel: () => void;
  /** The capture has come to another state. */
  stateChange: (state: CaptureState) => void;
};

/** What a template ref of `<FaceCapture>` holds. */
export interface FaceCaptureExposed {
  /** The element, with `start()`, `stop()` and `retake()`; undefined until its code has arrived. */
  readonly element: FaceCaptureElement | undefined;
}

/**
 * Guides a person before the camera and takes their picture: the element `<face-capture>` with props and events. On a
 * server it renders the element alone. If the element's code can't be fetched, the error goes to `onErrorCaptured`.
 */
export const FaceCapture: DefineSetupFnComponent<FaceCaptureProps, FaceCaptureEmits> = defineComponent<
  FaceCaptureProps,
  FaceCaptureEmits
>(
  (props, { emit, expose, slots }) => {
    const host = shallowRef<FaceCaptureElement>();
    const element = shallowRef<FaceCaptureElement>();
    const handlers = {
      onCapture: (detail: CaptureDetail) => emit('capture', detail),
      onGuidance: (detail: GuidanceDetail) => emit('guidance', detail),
      onCaptureError: (detail: CaptureErrorDetail) => emit('captureError', detail),
      onCancel: () => emit('cancel'),
      onStateChange: (state: CaptureState) => emit('stateChange', state),
    };
    expose({
      get element() {
        return element.value;
      },
    });
    onMounted(async () => {
      await defineCapture();
      element.value = host.value ?? undefined;
    });
    onUnmounted(() => {
      element.value = undefined;
    });
    watchEffect(() => {
      if (element.value) element.value.engine = props.engine;
    });
    watchEffect(() => {
      if (element.value) element.value.texts = props.texts;
    });
    watchEffect((onCleanup) => {
      if (element.value) onCleanup(listenTo(element.value, () => handlers));
    });
    return () => h('face-capture', { ref: host, ...asAttributes(attributesOf(props)) }, slots.default?.());
  },
  {
    name: 'FaceCapture',
    props: {
      assets: String,
      facing: String as PropType<CameraFacing>,
      auto: { type: Boolean, default: true },
      liveness: { type: Boolean, default: true },
      minQuality: Number,
      timeout: Number,
      preload: Boolean,
      gestures: String,
      challenge: String,
      tips: Boolean,
      sound: Boolean,
      vibration: Boolean,
      speech: Boolean,
      video: Number,
      disabled: Boolean,
      engine: Object as PropType<FaceEngine>,
      texts: Object as PropType<Partial<CaptureTexts>>,
    },
    emits: ['capture', 'guidance', 'captureError', 'cancel', 'stateChange'],
  },
);

/** Vue sets a property, if an element has one of that name, unless the name begins so. */
function asAttributes(attributes: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`^${name}`, value]));
}
