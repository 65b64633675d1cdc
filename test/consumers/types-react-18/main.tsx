import 'inpage-face/capture';
import { FaceCapture, useEngine, useWatch } from 'inpage-face/react';
import { useRef } from 'react';

/** Attributes alone, with what React gives each element; each mistake below must be one. */
export function Portrait() {
  const capture = useRef<HTMLElementTagNameMap['face-capture']>(null);
  return (
    <>
      <face-capture
        ref={capture}
        key="mine"
        id="portrait"
        class="round"
        style={{ maxInlineSize: '20rem' }}
        facing="environment"
        auto="off"
        liveness="off"
        min-quality={80}
        timeout="Infinity"
        disabled
      >
        <p>No camera here</p>
      </face-capture>
      <face-capture ref={(element) => element?.start()} disabled={undefined} />
      {/* @ts-expect-error It would be the attribute disabled="false", which disables. */}
      <face-capture disabled={false} />
      {/* @ts-expect-error It would be the attribute auto="false", which is not off. */}
      <face-capture auto={false} />
      {/* @ts-expect-error React 18 listens to no event of a custom element. */}
      <face-capture oncapture={() => undefined} />
      {/* @ts-expect-error It would be the attribute classname. */}
      <face-capture className="round" />
    </>
  );
}

/** The package's component has handlers and properties under React 18, too. */
export function PortraitOfHooks() {
  const { engine, error } = useEngine({ cache: false });
  const video = useRef<HTMLVideoElement>(null);
  const { frame } = useWatch(engine, video, { quality: true });
  const capture = useRef<HTMLElementTagNameMap['face-capture']>(null);
  return (
    <>
      <video ref={video} muted title={error?.message ?? `${frame?.faces.length}`} />
      <FaceCapture
        ref={capture}
        className="round"
        auto={false}
        engine={engine}
        onCapture={({ template }) => template.length}
      />
      {/* @ts-expect-error */}
      <FaceCapture onCapture={({ image }) => image} />
    </>
  );
}
