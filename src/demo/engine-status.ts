import { announce } from './announcer.ts';
import { byId, html } from './dom.ts';
import type { EngineHost, EngineState } from './engine-host.ts';
import { formatMegabytes } from './format.ts';
import { noticeLines } from './notice-lines.ts';
import { explain } from './plain-words.ts';
import { describeRuntime } from './runtime-words.ts';

/** Keeps the header's badge, the progress bar and the notice about a failed start up to date. */
export function showEngineStatus(host: EngineHost): void {
  const word = html('span');
  const badge = byId('engine-badge');
  badge.append(html('span', { class: 'engine-dot', 'aria-hidden': 'true' }), word);
  const bar = html('progress', { 'aria-label': 'Loading the face models', max: 1 });
  byId('load-bar').append(bar);

  let phase: EngineState['phase'] | undefined;
  host.watch((state) => {
    badge.dataset.phase = state.phase;
    word.textContent = badgeText(state);
    bar.hidden = state.phase !== 'loading';
    if (state.phase === 'loading') showProgress(bar, state);
    if (state.phase === phase) return;
    phase = state.phase;
    byId('engine-problem').replaceChildren(...(state.phase === 'failed' ? [problem(state.error, host)] : []));
    if (state.phase === 'ready') announce('The face models are ready.');
  });
}

function badgeText(state: EngineState): string {
  if (state.phase === 'failed') return 'Not working';
  if (state.phase === 'ready') {
    const { backend, threads } = describeRuntime(state.version.tfss);
    return [backend, threads].filter(Boolean).join(' · ');
  }
  const { progress } = state;
  if (!progress) return 'Starting';
  if (progress.loaded >= progress.total) return 'Preparing the models';
  return `Loading ${formatMegabytes(progress.loaded)} of ${formatMegabytes(progress.total)} MB`;
}

/** No value at all makes the bar say "under way": before the first bytes and while the models are prepared. */
function showProgress(bar: HTMLProgressElement, { progress }: EngineState & { phase: 'loading' }): void {
  if (!progress || progress.loaded >= progress.total) bar.removeAttribute('value');
  else bar.value = progress.loaded / progress.total;
}

function problem(error: unknown, host: EngineHost): HTMLElement {
  const again = html('button', { type: 'button', class: 'button' }, 'Try again');
  again.addEventListener('click', () => {
    host.start();
    byId('content').focus();
  });
  return html(
    'section',
    { class: 'notice notice-bad', role: 'alert' },
    ...noticeLines(explain(error)),
    again,
  );
}
