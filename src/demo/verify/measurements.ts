import type { StageTimings } from '../../index.ts';
import { html } from '../dom.ts';
import type { EngineHost, EngineState } from '../engine-host.ts';
import { formatMilliseconds } from '../format.ts';
import { describeRuntime } from '../runtime-words.ts';

const STAGES: readonly { key: keyof StageTimings; name: string }[] = [
  { key: 'decode', name: 'Read the picture' },
  { key: 'detect', name: 'Find the faces' },
  { key: 'landmarks', name: 'Find their landmarks' },
  { key: 'align', name: 'Align them' },
  { key: 'embed', name: 'Make the templates' },
  { key: 'total', name: 'Total' },
  { key: 'models', name: 'of which the models' },
];

/** Where the time went and what the engine runs on. */
export interface Measurements {
  root: HTMLElement;
  showPictures(first: StageTimings | undefined, second: StageTimings | undefined): void;
  /** @param milliseconds From the page's call to its answer. */
  showComparison(milliseconds: number): void;
}

export function createMeasurements(host: EngineHost): Measurements {
  const body = html('tbody');
  const comparison = html('td', { colspan: 2 });
  const table = html(
    'table',
    {},
    html(
      'caption',
      { class: 'visually-hidden' },
      'Milliseconds of each stage, for the first and the second picture',
    ),
    html('thead', {}, html('tr', {}, column('Stage'), column('First'), column('Second'))),
    body,
    html('tfoot', {}, html('tr', {}, html('th', { scope: 'row' }, 'Compare the templates'), comparison)),
  );
  const facts = html('dl');
  const root = html(
    'div',
    { class: 'measurements' },
    html(
      'section',
      { 'aria-labelledby': 'timings' },
      html('h2', { id: 'timings' }, 'Where the time goes'),
      table,
    ),
    html(
      'section',
      { 'aria-labelledby': 'runtime' },
      html('h2', { id: 'runtime' }, 'What it runs on'),
      facts,
    ),
  );
  host.watch((state) => {
    facts.replaceChildren(...describe(state));
  });

  return {
    root,
    showPictures(first, second) {
      const longest = Math.max(...[first, second].flatMap((each) => (each ? [each.total] : [])), 1);
      body.replaceChildren(
        ...STAGES.map(({ key, name }) =>
          html(
            'tr',
            { 'data-stage': key },
            html('th', { scope: 'row' }, name),
            cell(first?.[key], longest),
            cell(second?.[key], longest),
          ),
        ),
      );
      comparison.textContent = '–';
    },
    showComparison(milliseconds) {
      comparison.textContent = formatMilliseconds(milliseconds);
    },
  };
}

function column(name: string): HTMLElement {
  return html('th', { scope: 'col' }, name);
}

/** Milliseconds, and a bar that shows their share of the slower picture's time. */
function cell(milliseconds: number | undefined, longest: number): HTMLElement {
  if (milliseconds === undefined) return html('td', {}, '–');
  const measured = html('div', { class: 'measured' }, formatMilliseconds(milliseconds));
  measured.style.setProperty('--share', String(milliseconds / longest));
  return html('td', {}, measured);
}

function describe(state: EngineState): HTMLElement[] {
  if (state.phase === 'loading') return [fact('Engine', 'starting')];
  if (state.phase === 'failed') return [fact('Engine', 'not working')];
  const { version, loadMilliseconds } = state;
  const { runtime, backend, threads } = describeRuntime(version.tfss);
  return [
    fact('Backend', backend || 'unknown'),
    fact('Threads', threads || '–'),
    fact('Runtime', runtime),
    fact('Models', version.models.map(({ name, version: number }) => `${name} ${number}`).join(', ')),
    fact('Engine', `inpage-face ${version.core}`),
    fact('Start', formatMilliseconds(loadMilliseconds)),
  ];
}

function fact(name: string, value: string): HTMLElement {
  return html('div', {}, html('dt', {}, name), html('dd', {}, value));
}
