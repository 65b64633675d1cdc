import { DEFAULT_TEXTS, type FaceCaptureElement } from 'inpage-face/capture';
import { FaceCapture, useEngine, useWatch } from 'inpage-face/react';
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

/** The hooks and the component; each mistake below must be one. */
export function Mirror() {
  const { engine, isReady } = useEngine({ cache: false });
  const video = useRef<HTMLVideoElement>(null);
  const { frame, error } = useWatch(engine, video, { maxFaces: 1, quality: undefined });
  return (
    <>
      <video ref={video} hidden={!isReady} muted />
      <FaceCapture engine={engine} minQuality={80} onCapture={({ takenBy }) => takenBy === 'person'} />
      {error?.message ?? frame?.faces[0]?.id}
      {/* @ts-expect-error */}
      <FaceCapture facing="left" />
      {/* @ts-expect-error */}
      <FaceCapture onCapture={({ image }) => image} />
      {/* @ts-expect-error */}
      <FaceCapture texts={{ begin: '' }} />
    </>
  );
}
