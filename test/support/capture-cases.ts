import { expect, vi } from 'vitest';
import type { FaceCaptureElement } from '../../src/capture/index.ts';
import type { CaptureHandlers, CaptureSettings } from '../../src/frameworks/capture-element.ts';

/** Settings of `<face-capture>` none of which is the default. */
export const OTHER_SETTINGS = {
  facing: 'environment',
  auto: false,
  liveness: false,
  minQuality: 80,
  timeout: 5000,
  gestures: 'random:2',
  challenge: 'n-1',
  tips: true,
  sound: true,
  vibration: true,
  speech: true,
  video: 5,
  disabled: true,
} as const satisfies CaptureSettings;

/** The element's settings of those names. */
export function settingsOf(element: FaceCaptureElement): CaptureSettings {
  const names = Object.keys(OTHER_SETTINGS) as (keyof typeof OTHER_SETTINGS)[];
  return Object.fromEntries(names.map((name) => [name, element[name]]));
}

export function handlerSpies() {
  return {
    onCapture: vi.fn(),
    onGuidance: vi.fn(),
    onCaptureError: vi.fn(),
    onCancel: vi.fn(),
    onStateChange: vi.fn(),
  } satisfies CaptureHandlers;
}

/** Has the idle element send each of its events once, and expects each handler to hear of its own. */
export function expectEachHeard(
  element: FaceCaptureElement,
  handlers: ReturnType<typeof handlerSpies>,
): void {
  const detail = { code: 'ready', text: '' };
  for (const type of ['capture', 'guidance', 'capture-error'])
    element.dispatchEvent(new CustomEvent(type, { detail }));
  for (const type of ['cancel', 'statechange']) element.dispatchEvent(new Event(type));
  expect(handlers.onCapture.mock.calls).toEqual([[detail]]);
  expect(handlers.onGuidance.mock.calls).toEqual([[detail]]);
  expect(handlers.onCaptureError.mock.calls).toEqual([[detail]]);
  expect(handlers.onCancel.mock.calls).toEqual([[]]);
  expect(handlers.onStateChange.mock.calls).toEqual([['idle']]);
}
