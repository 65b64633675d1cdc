import { Component, createElement, createRef, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FaceCaptureElement } from '../../../src/capture/index.ts';
import { FaceCapture, type FaceCaptureProps } from '../../../src/react/index.ts';
import { expectEachHeard, handlerSpies, OTHER_SETTINGS, settingsOf } from '../../support/capture-cases.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { strictRoot } from '../../support/react-root.ts';

let root: ReturnType<typeof strictRoot>;

beforeEach(() => {
  root = strictRoot();
});
afterEach(() => root.unmount());

/** Renders the component, and gives its element as the app's ref does, once it is there. */
async function rendered(props: FaceCaptureProps): Promise<FaceCaptureElement> {
  const ref = createRef<FaceCaptureElement>();
  root.render(createElement(FaceCapture, { ...props, ref }));
  return await vi.waitFor(() => {
    expect(ref.current?.state).toBe('idle');
    return ref.current as FaceCaptureElement;
  }, PATIENCE_MS);
}

test('sets what the props say, and takes back what they no longer say', async () => {
  const element = await rendered({
    className: 'round',
    ...OTHER_SETTINGS,
    texts: { start: 'Los' },
  });
  expect(element.className).toBe('round');
  expect(settingsOf(element)).toEqual(OTHER_SETTINGS);
  // It is set once the element’s code has arrived.
  await vi.waitFor(() => expect(element.texts.start).toBe('Los'), PATIENCE_MS);
  root.render(createElement(FaceCapture));
  await vi.waitFor(() => expect(element.getAttributeNames()).toEqual(['state']), PATIENCE_MS);
  expect(element.disabled).toBe(false);
  await vi.waitFor(() => expect(element.texts.start).not.toBe('Los'), PATIENCE_MS);
});

test('hands each event to the handler of the latest render', async () => {
  const earlier = vi.fn();
  const element = await rendered({ onGuidance: earlier });
  const handlers = handlerSpies();
  await rendered(handlers);
  expectEachHeard(element, handlers);
  expect(earlier).not.toHaveBeenCalled();
});

test('what an app says wrong goes to its error boundary', async () => {
  class Boundary extends Component<{ children: ReactNode }> {
    override state = { message: '' };
    static getDerivedStateFromError = (error: Error) => ({ message: error.message });
    override render = () => this.state.message || this.props.children;
  }
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const texts = { begin: 'Los' } as FaceCaptureProps['texts'];
  root.render(createElement(Boundary, null, createElement(FaceCapture, { texts })));
  await vi.waitFor(() => expect(root.host.textContent).toContain('begin'), PATIENCE_MS);
  vi.restoreAllMocks();
});
