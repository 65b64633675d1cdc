import { html } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { rememberComparison } from '../last-comparison.ts';
import { watchPaste } from '../picture-input.ts';
import type { DemoTab } from '../tabs.ts';
import { createComparisonView } from './comparison-view.ts';
import { createMeasurements } from './measurements.ts';
import { PictureSlot } from './picture-slot.ts';
import { createSamplePairs } from './sample-pairs.ts';

/** Two pictures: do they show the same person? */
export const verifyTab: DemoTab = { id: 'verify', label: 'Verify', mount };

function mount(panel: HTMLElement, host: EngineHost): void {
  const comparison = createComparisonView();
  const measurements = createMeasurements(host);
  const first = new PictureSlot('First picture', host, update, ([more]) => more && second.use(more));
  const second = new PictureSlot('Second picture', host, update, ([more]) => more && first.use(more));
  /** Counts the changes, so that an answer that comes late is not shown. */
  let change = 0;

  async function update(): Promise<void> {
    change += 1;
    const current = change;
    const [a, b] = [first.chosen, second.chosen];
    measurements.showPictures(a?.timings, b?.timings);
    if (!a || !b) return comparison.showIncomplete(first, second);
    try {
      const engine = await host.engine;
      const begun = performance.now();
      const result = await engine.compare(a.template, b.template);
      if (current !== change) return;
      measurements.showComparison(performance.now() - begun);
      comparison.showResult(result, a, b);
      rememberComparison(result.score);
    } catch (error) {
      if (current === change) comparison.showFailure(error);
    }
  }

  host.watch(({ phase }) => {
    if (phase !== 'ready') return;
    first.retry();
    second.retry();
  });
  watchPaste(panel, ([picture, ...more]) => {
    const slot = slotForPaste(first, second);
    void slot.use(picture);
    if (more[0]) void (slot === first ? second : first).use(more[0]);
  });

  const samples = createSamplePairs((one, other) => {
    void first.use(one);
    void second.use(other);
  });

  panel.append(
    html(
      'div',
      { class: 'intro' },
      html('h1', {}, 'Do two photos show the same person?'),
      html('p', {}, 'This page finds out by itself, on your device. Nothing is sent anywhere.'),
    ),
    html('div', { class: 'slots' }, first.root, second.root),
    samples,
    comparison.root,
    measurements.root,
  );
  void update();
}

/** A pasted picture goes where the focus is, else to the first empty slot, else in the second's place. */
function slotForPaste(first: PictureSlot, second: PictureSlot): PictureSlot {
  const focused = [first, second].find(({ root }) => root.contains(document.activeElement));
  return focused ?? [first, second].find(({ state }) => state === 'empty') ?? second;
}
