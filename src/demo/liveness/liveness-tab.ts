import { ApiLiteError, type DetectProgress } from '../../index.ts';
import { announce } from '../announcer.ts';
import { html } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { createGlyph } from '../glyph.ts';
import { noticeLines } from '../notice-lines.ts';
import { watchPaste } from '../picture-input.ts';
import { explain } from '../plain-words.ts';
import type { DemoTab } from '../tabs.ts';
import { takePicture } from '../take-picture.ts';
import { showEvidence } from './evidence.ts';
import { FramePlot } from './frame-plot.ts';
import { recordClip } from './record-clip.ts';
import { bestShotOf, showJson, showShot, showVerdict } from './result-view.ts';
import { showSubject } from './subject-view.ts';

/** A picture, a video or a clip of the webcam: is a live person before the camera? */
export const livenessTab: DemoTab = { id: 'liveness', label: 'Liveness', mount };

const THRESHOLD = 0.5;

const PAYLOAD = {
  analyses: [{ type: 'quality', params: { threshold_spoofing: THRESHOLD, extract_best_shot: true } }],
};

function mount(panel: HTMLElement, host: EngineHost): void {
  const input = html('input', {
    type: 'file',
    accept: 'image/*,video/*,.zip,.tar,.tgz,.gz',
    class: 'visually-hidden',
    'aria-label': 'Choose a picture, a video or an archive of frames',
  });
  const picture = html('button', { type: 'button', class: 'button' }, 'Take a picture');
  const record = html('button', { type: 'button', class: 'button' }, 'Record a clip');
  const progress = html('progress', {
    class: 'liveness-progress',
    max: 1,
    value: 0,
    'aria-label': 'Frames looked at',
  });
  const plot = new FramePlot(THRESHOLD);
  const subject = html('div', { class: 'liveness-subject' });
  const work = html('div', { class: 'liveness-work', hidden: true }, subject, progress, plot.root);
  const answer = html('section', { class: 'liveness-answer', 'aria-label': 'Answer' });
  const empty = html(
    'div',
    { class: 'liveness-empty' },
    html('div', { class: 'invitation' }, createGlyph(), html('p', {}, html('strong', {}, invitation()))),
  );
  let current: AbortController | undefined;

  function onProgress(step: DetectProgress): void {
    progress.value = step.frame / step.frames;
    plot.add(step);
  }

  async function analyse(file: File): Promise<void> {
    current?.abort();
    const own = new AbortController();
    current = own;
    answer.replaceChildren();
    empty.hidden = true;
    plot.clear();
    const frames: DetectProgress[] = [];
    progress.value = 0;
    progress.hidden = false;
    void showSubject(subject, file, own.signal);
    work.hidden = false;
    try {
      const engine = await host.engine;
      const { signal } = own;
      const media = [{ name: file.name, filename: file.name, content: file }];
      const report = (step: DetectProgress) => {
        frames.push(step);
        if (current === own) onProgress(step);
      };
      const folder = await engine.detect({ media, payload: PAYLOAD }, { signal, onProgress: report });
      const shot = await bestShotOf(folder, file);
      const quality = await engine.quality(shot, { signal }).catch(withoutQuality);
      const shown = await showShot(shot, quality);
      if (current !== own) return;
      progress.hidden = true;
      answer.replaceChildren(showVerdict(folder), showEvidence(frames), shown, showJson(folder));
      announce(
        folder.system_resolution === 'SUCCESS' ? 'A live person, it seems.' : 'This looks like an attack.',
      );
    } catch (error) {
      if (current !== own) return;
      work.hidden = true;
      answer.replaceChildren(problem(error), showEvidence(frames));
      announce(explain(error).title);
    }
  }

  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    input.value = ''; // so that the same file can be chosen again
    if (file) void analyse(file);
  });
  for (const [button, take] of [
    [picture, takePicture],
    [record, recordClip],
  ] as const) {
    button.addEventListener('click', async () => {
      const file = await take(host);
      button.focus();
      if (file) void analyse(file);
    });
  }
  empty.addEventListener('click', () => input.click());
  watchPaste(panel, ([file]) => void analyse(file));
  panel.addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void analyse(file);
  });

  panel.append(
    html(
      'div',
      { class: 'intro' },
      html('h1', {}, 'Is a live person before the camera?'),
      html(
        'p',
        {},
        'The page looks for prints, screens and masks in a photo, a video or an archive of frames. Nothing is sent anywhere.',
      ),
    ),
    html(
      'div',
      { class: 'liveness-controls' },
      html('label', { class: 'button button-primary file-button' }, input, 'Choose a file'),
      picture,
      record,
    ),
    empty,
    work,
    answer,
  );
}

function invitation(): string {
  const touch = matchMedia('(pointer: coarse)').matches;
  return touch
    ? 'Tap to choose a photo or a video'
    : 'Drop or paste a photo, a video or an archive of frames here';
}

function problem(error: unknown): HTMLElement {
  return html('div', { class: 'notice notice-bad', role: 'alert' }, ...noticeLines(explain(error)));
}

/** A pack need not have the models of quality: the verdict stands without. */
function withoutQuality(error: unknown): undefined {
  if (!(error instanceof ApiLiteError && error.code === 'BPE-001002')) throw error;
}
