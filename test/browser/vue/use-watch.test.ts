import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, h, reactive, shallowRef } from 'vue';
import { createEngine, type FaceEngine } from '../../../src/index.ts';
import { type LiveSource, type UseWatchOptions, useWatch, type WatchRefs } from '../../../src/vue/index.ts';
import { cameraShowing } from '../../support/live-videos.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { samePerson } from '../../support/pictures.ts';
import { mounted } from '../../support/vue-root.ts';

let engine: FaceEngine;
let camera: ReturnType<typeof cameraShowing>;
let app: ReturnType<typeof mounted>;

beforeAll(async () => {
  engine = await createEngine({ cache: false });
  const [photo] = await samePerson();
  camera = cameraShowing([await createImageBitmap(photo)]);
});
afterAll(() => {
  camera.stop();
  engine.dispose();
});
beforeEach(() => {
  vi.spyOn(engine, 'watch');
});
afterEach(() => {
  app.unmount();
  vi.restoreAllMocks();
});

/** Whether each watch that was begun is ended. */
function endedWatches(): (boolean | undefined)[] {
  const { calls } = vi.mocked(engine.watch).mock;
  return calls.map(([, options]) => options?.signal?.aborted);
}

const source = shallowRef<LiveSource | null>(null);

function watchIn(options: UseWatchOptions): WatchRefs {
  let refs: WatchRefs | undefined;
  app = mounted(
    defineComponent(() => {
      refs = useWatch(engine, source, options);
      return () => null;
    }),
  );
  return refs as unknown as WatchRefs;
}

test('each frame of a <video> is seen, by one watch, which ends with the component', async () => {
  let renders = 0;
  let faces = 0;
  app = mounted(
    defineComponent(() => {
      const video = shallowRef<HTMLVideoElement>();
      const running = shallowRef<FaceEngine>();
      const { frame } = useWatch(running, video);
      running.value = engine;
      return () => {
        if (frame.value) renders++;
        faces = frame.value?.faces.length ?? 0;
        return h('video', { ref: video, srcObject: camera.stream, muted: true, autoplay: true });
      };
    }),
  );
  await vi.waitFor(() => expect(renders).toBeGreaterThan(4), PATIENCE_MS);
  expect(faces).toBe(1);
  expect(endedWatches()).toEqual([false]);
  app.unmount();
  expect(endedWatches()).toEqual([true]);
});

test('another option or source begins a new watch; without a source there is nothing', async () => {
  source.value = camera.stream;
  const options = reactive<UseWatchOptions>({});
  const { frame, error } = watchIn(options);
  await vi.waitFor(() => expect(frame.value?.faces).toHaveLength(1), PATIENCE_MS);
  options.templates = 'all';
  await vi.waitFor(() => expect(frame.value?.faces[0]?.template).toBeDefined(), PATIENCE_MS);
  expect(endedWatches()).toEqual([true, false]);
  source.value = null;
  await vi.waitFor(() => expect([frame.value, error.value]).toEqual([undefined, undefined]), PATIENCE_MS);
  expect(endedWatches()).toEqual([true, true]);
});

test('tells why a watch ended', async () => {
  const video = document.createElement('video');
  video.src = 'data:video/mp4,damaged';
  source.value = video;
  const { error } = watchIn({});
  await vi.waitFor(() => expect(error.value).toMatchObject({ code: 'BPE-002003' }), PATIENCE_MS);
});

test('a misspelt option is told, as `watch` tells it', async () => {
  source.value = camera.stream;
  const { error } = watchIn({ maxFace: 1 } as UseWatchOptions);
  await vi.waitFor(() => expect(error.value?.message).toContain('maxFaces'), PATIENCE_MS);
});
