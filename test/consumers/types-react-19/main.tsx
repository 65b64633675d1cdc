import { DEFAULT_TEXTS, type FaceCaptureElement } from 'inpage-face/capture';
import { type Ref, useRef } from 'react';

/** Every prop, with what React gives each element; each mistake below must be one. */
export function Portrait({ refOfParent }: { refOfParent: Ref<FaceCaptureElement> }) {
  const capture = useRef<FaceCaptureElement>(null);
  return (
    <>
      <face-capture
        ref={capture}
        key="mine"
        id="portrait"
        className="round"
        style={{ maxInlineSize: '20rem' }}
        facing="user"
        auto={false}
        liveness="off"
        min-quality={80}
        timeout={5000}
        disabled={false}
        engine={undefined}
        texts={{ start: DEFAULT_TEXTS.start }}
        oncapture={({ detail }) => console.log(detail.template.length, detail.liveness?.passed)}
        onguidance={({ detail }) => detail.code === 'center-face'}
        oncapture-error={({ detail }) => detail.reason === 'no-camera' && detail.message}
        oncancel={(event) => event.preventDefault()}
        onstatechange={() => capture.current?.state}
      >
        <p>No camera here</p>
      </face-capture>
      <face-capture ref={refOfParent} />
      <face-capture ref={(element) => element?.start()} />
      {/* @ts-expect-error */}
      <face-capture facing="left" />
      {/* @ts-expect-error */}
      <face-capture min-quality={true} />
      {/* @ts-expect-error */}
      <face-capture texts={{ 'centre-face': '' }} />
      {/* @ts-expect-error */}
      <face-capture oncapture={({ detail }) => detail.image} />
      {/* @ts-expect-error */}
      <face-capture ref={useRef<HTMLInputElement>(null)} />
      {/* @ts-expect-error */}
      <face-captures />
    </>
  );
}
