import {
  createElement,
  type ForwardRefExoticComponent,
  forwardRef,
  type HTMLAttributes,
  type RefAttributes,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { FaceCaptureElement } from '../capture/index.ts';
import {
  attributesOf,
  type CaptureHandlers,
  type CaptureProperties,
  type CaptureSettings,
  defineCapture,
  listenTo,
  withoutSettings,
} from '../frameworks/capture-element.ts';

type OwnProps = CaptureSettings & CaptureProperties & CaptureHandlers;

/** Props of `<FaceCapture>`: its own, and those of every element. */
export interface FaceCaptureProps
  extends Omit<HTMLAttributes<FaceCaptureElement>, keyof OwnProps>,
    CaptureSettings,
    CaptureProperties,
    CaptureHandlers {}

/**
 * Guides a person before the camera and takes their picture: the element `<face-capture>` with props and handlers. A ref
 * holds the element, with `start()`, `stop()` and `retake()`, from when its code has arrived. On a server it renders the
 * element alone.
 */
export const FaceCapture: ForwardRefExoticComponent<FaceCaptureProps & RefAttributes<FaceCaptureElement>> =
  forwardRef(function FaceCapture(props, ref) {
    const { settings, properties, handlers, others } = partsOf(props);
    const { className, children, ...rest } = others;
    const host = useRef<FaceCaptureElement>(null);
    const element = useDefined(host);
    useImperativeHandle<FaceCaptureElement | null, FaceCaptureElement | null>(ref, () => element, [element]);
    useAttributes(host, settings);
    useProperties(element, properties);
    useHandlers(element, handlers);
    // React 18 knows `className` of its own elements only. What the element sets itself is no part of the server's markup.
    const given = { ...rest, class: className, ref: host, suppressHydrationWarning: true };
    return createElement('face-capture', given, children);
  });

function partsOf(props: FaceCaptureProps) {
  const { settings, others: unset } = withoutSettings(props);
  const { engine, texts, ...unhandled } = unset;
  const { onCapture, onGuidance, onCaptureError, onCancel, onStateChange, ...others } = unhandled;
  return {
    settings,
    properties: { engine, texts },
    handlers: { onCapture, onGuidance, onCaptureError, onCancel, onStateChange },
    others,
  };
}

type Host = { readonly current: FaceCaptureElement | null };

/** The element from when it is defined. If its code can't be fetched, the error goes to the next error boundary. */
function useDefined(host: Host): FaceCaptureElement | null {
  const [element, setElement] = useState<FaceCaptureElement | null>(null);
  const [failure, setFailure] = useState<{ error: unknown }>();
  useEffect(() => {
    let isMounted = true;
    defineCapture().then(
      () => isMounted && setElement(host.current),
      (error: unknown) => isMounted && setFailure({ error }),
    );
    return () => {
      isMounted = false;
      setElement(null);
    };
  }, [host]);
  if (failure) throw failure.error;
  return element;
}

/** Sets attributes in the way that is the same for React 18 and 19, and whether the element is defined or not. */
function useAttributes(host: Host, settings: CaptureSettings): void {
  useEffect(() => {
    for (const [name, value] of Object.entries(attributesOf(settings))) {
      if (value === undefined) host.current?.removeAttribute(name);
      else if (host.current?.getAttribute(name) !== value) host.current?.setAttribute(name, value);
    }
  });
}

function useProperties(element: FaceCaptureElement | null, { engine, texts }: CaptureProperties): void {
  useEffect(() => {
    if (element) element.engine = engine;
  }, [element, engine]);
  useEffect(() => {
    if (element) element.texts = texts;
  }, [element, texts]);
}

/** An event finds the handlers of the latest render. */
function useHandlers(element: FaceCaptureElement | null, handlers: CaptureHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => (element ? listenTo(element, () => latest.current) : undefined), [element]);
}
