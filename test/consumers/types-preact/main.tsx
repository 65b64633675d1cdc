import { DEFAULT_TEXTS, type FaceCaptureElement } from 'inpage-face/capture';
import type { Ref } from 'preact';
import { useRef } from 'preact/hooks';

/** Every prop, with what Preact gives each element; each mistake below must be one. */
export function Portrait({ refOfParent }: { refOfParent: Ref<FaceCaptureElement> }) {
  const capture = useRef<FaceCaptureElement>(null);
  return (
    <>
      <face-capture
        ref={capture}
        key="mine"
        id="portrait"
        class="round"
        style={{ maxInlineSize: '20rem' }}
        facing="user"
        auto={false}
        liveness="off"
        min-quality={80}
        timeout={5000}
        disabled={false}
        engine={undefined}
        texts={{ start: DEFAULT_TEXTS.start }}
        oncaptureCapture={({ detail }) => console.log(detail.template.length, detail.liveness?.passed)}
        onguidance={({ detail }) => detail.code === 'center-face'}
        oncapture-error={({ detail }) => detail.reason === 'no-camera' && detail.message}
        oncancel={(event) => event.preventDefault()}
        onstatechange={() => capture.current?.state}
      >
        <p>No camera here</p>
      </face-capture>
      <face-capture ref={refOfParent} />
      <face-capture ref={(element) => element?.start()} className="round" />
      {/* @ts-expect-error */}
      <face-capture facing="left" />
      {/* @ts-expect-error */}
      <face-capture texts={{ 'centre-face': '' }} />
      {/* @ts-expect-error Preact would listen to an event without a name. */}
      <face-capture oncapture={() => undefined} />
      {/* @ts-expect-error */}
      <face-capture ref={useRef<HTMLInputElement>(null)} />
      {/* @ts-expect-error */}
      <face-captures />
    </>
  );
}
