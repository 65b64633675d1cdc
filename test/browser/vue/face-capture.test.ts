import { afterEach, expect, test, vi } from 'vitest';
import { defineComponent, h, shallowReactive, shallowRef } from 'vue';
import type { FaceCaptureElement } from '../../../src/capture/index.ts';
import { FaceCapture, type FaceCaptureExposed, type FaceCaptureProps } from '../../../src/vue/index.ts';
import { expectEachHeard, handlerSpies, OTHER_SETTINGS, settingsOf } from '../../support/capture-cases.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { mounted } from '../../support/vue-root.ts';

let app: ReturnType<typeof mounted>;
afterEach(() => app.unmount());

/** Props that the parent gives; what it changes is rendered anew. */
function mountedWith(props: Record<string, unknown>): { element(): Promise<FaceCaptureElement> } {
  const exposed = shallowRef<FaceCaptureExposed>();
  app = mounted(defineComponent(() => () => h(FaceCapture, { ref: exposed, ...props })));
  return {
    element: () =>
      vi.waitFor(() => {
        expect(exposed.value?.element?.state).toBe('idle');
        return exposed.value?.element as FaceCaptureElement;
      }, PATIENCE_MS),
  };
}

test('sets what the props say, and takes back what they no longer say', async () => {
  const props = shallowReactive<Record<string, unknown>>({
    class: 'round',
    ...OTHER_SETTINGS,
    texts: { start: 'Los' },
  } satisfies FaceCaptureProps & { class: string });
  const element = await mountedWith(props).element();
  expect(element.className).toBe('round');
  expect(settingsOf(element)).toEqual(OTHER_SETTINGS);
  // It is set once the element’s code has arrived.
  await vi.waitFor(() => expect(element.texts.start).toBe('Los'), PATIENCE_MS);
  for (const name of Object.keys(props)) delete props[name];
  await vi.waitFor(() => expect(element.disabled).toBe(false), PATIENCE_MS);
  expect(element.getAttributeNames().filter((name) => name !== 'class')).toEqual(['state']);
  await vi.waitFor(() => expect(element.texts.start).not.toBe('Los'), PATIENCE_MS);
});

test('emits each event with its detail', async () => {
  const handlers = handlerSpies();
  const element = await mountedWith(handlers).element();
  expectEachHeard(element, handlers);
});

test('what an app says wrong goes to its error handler', async () => {
  mountedWith({ texts: { begin: 'Los' } });
  await vi.waitFor(() => expect(String(app.errors)).toContain('begin'), PATIENCE_MS);
});
