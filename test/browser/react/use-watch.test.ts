import { createElement, type ReactNode, useRef } from 'react';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createEngine, type FaceEngine } from '../../../src/index.ts';
import {
  type LiveSource,
  type UseWatchOptions,
  useWatch,
  type WatchState,
} from '../../../src/react/index.ts';
import { cameraShowing } from '../../support/live-videos.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { samePerson } from '../../support/pictures.ts';
import { strictRoot } from '../../support/react-root.ts';

let engine: FaceEngine;
let camera: ReturnType<typeof cameraShowing>;
let root: ReturnType<typeof strictRoot>;
let states: WatchState[];
const seen = () => states.at(-1);

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
  root = strictRoot();
  states = [];
});
afterEach(() => {
  root.unmount();
  vi.restoreAllMocks();
});

function Watcher({ source, options }: { source: LiveSource | null; options?: UseWatchOptions }): ReactNode {
  states.push(useWatch(engine, source, { ...options }));
  return null;
}

/** The signals of the watches that were begun. */
function watches(): AbortSignal[] {
  const { calls } = vi.mocked(engine.watch).mock;
  return calls.map(([, options]) => options?.signal as AbortSignal);
}

function frames(count: number): Promise<void> {
  return vi.waitFor(
    () => expect(states.filter(({ frame }) => frame).length).toBeGreaterThanOrEqual(count),
    PATIENCE_MS,
  );
}

test('each frame of a <video> renders anew, by one watch, which ends with the component', async () => {
  vi.spyOn(engine, 'watch');
  function Camera(): ReactNode {
    const video = useRef<HTMLVideoElement>(null);
    states.push(useWatch(engine, video, { maxFaces: 1 }));
    const show = (element: HTMLVideoElement | null) => {
      video.current = element;
      if (element && element.srcObject !== camera.stream) element.srcObject = camera.stream;
    };
    return createElement('video', { ref: show, muted: true, autoPlay: true, playsInline: true });
  }
  root.render(createElement(Camera));
  await frames(5);
  expect(seen()?.frame?.faces).toHaveLength(1);
  expect(watches().map(({ aborted }) => aborted)).toEqual([false]);
  root.unmount();
  expect(watches().map(({ aborted }) => aborted)).toEqual([true]);
});

test('another option or source begins a new watch; without a source there is nothing', async () => {
  vi.spyOn(engine, 'watch');
  root.render(createElement(Watcher, { source: camera.stream }));
  await frames(2);
  expect(seen()?.frame?.faces[0]?.template).toBeUndefined();
  root.render(createElement(Watcher, { source: camera.stream, options: { templates: 'all' } }));
  await vi.waitFor(() => expect(seen()?.frame?.faces[0]?.template).toBeDefined(), PATIENCE_MS);
  expect(watches().map(({ aborted }) => aborted)).toEqual([true, false]);
  root.render(createElement(Watcher, { source: null }));
  await vi.waitFor(() => expect(seen()).toEqual({ frame: undefined, error: undefined }), PATIENCE_MS);
  expect(watches().map(({ aborted }) => aborted)).toEqual([true, true]);
});

test('tells why a watch ended', async () => {
  const video = document.createElement('video');
  video.src = 'data:video/mp4,damaged';
  root.render(createElement(Watcher, { source: video }));
  await vi.waitFor(() => expect(seen()?.error).toMatchObject({ code: 'BPE-002003' }), PATIENCE_MS);
});

test('a misspelt option is told, as `watch` tells it', async () => {
  const options = { maxFace: 1 } as UseWatchOptions;
  root.render(createElement(Watcher, { source: camera.stream, options }));
  await vi.waitFor(() => expect(seen()?.error?.message).toContain('maxFaces'), PATIENCE_MS);
});
