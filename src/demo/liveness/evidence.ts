import type { DetectProgress } from '../../index.ts';
import { html } from '../dom.ts';

/** The engine's bounds, as docs/liveness.md has them. */
const LEAST_SURROUNDINGS = 1.3;
const LEAST_CHANGE = 0.005;
const LEAST_DEPTH = 0.015;

/** What the frames of a video say besides their scores, in plain words; nothing of a picture. */
export function showEvidence(frames: readonly DetectProgress[]): HTMLElement {
  const sentences = [roomOf(frames), motionOf(frames), depthOf(frames), leftOutOf(frames)];
  return html(
    'ul',
    { class: 'liveness-evidence', 'aria-label': 'What the frames show' },
    ...sentences.flatMap((sentence) => (sentence ? html('li', {}, sentence) : [])),
  );
}

function roomOf(frames: readonly DetectProgress[]): string | undefined {
  const room = middle(frames.flatMap(({ surroundings }) => surroundings ?? []));
  if (room === undefined) return undefined;
  return `Room around the face: the picture is ${room.toFixed(1)} times its size, ${LEAST_SURROUNDINGS} is the least.`;
}

function motionOf(frames: readonly DetectProgress[]): string | undefined {
  const changes = frames.flatMap(({ motion }) => motion?.change ?? []).sort((a, b) => b - a);
  const change = changes[1];
  if (change === undefined) return undefined;
  return `Motion that no photo makes: ${percent(change)} of the face’s contrast, ${percent(LEAST_CHANGE)} is the least.`;
}

function depthOf(frames: readonly DetectProgress[]): string | undefined {
  const depth = middle(frames.flatMap(({ motion }) => motion?.depth ?? []));
  if (depth === undefined) return undefined;
  return depth < LEAST_DEPTH
    ? 'The head hardly turned: whether it has depth is not to be seen.'
    : `The head turned, and has depth: its points moved by ${percent(depth)} as no flat picture’s do.`;
}

function leftOutOf(frames: readonly DetectProgress[]): string | undefined {
  const leftOut = frames.filter(({ score }) => score === null);
  if (leftOut.length === 0) return undefined;
  const reasons = [...new Set(leftOut.map(({ reason = 'no-face' }) => reason))].join(', ');
  return `Frames left out: ${leftOut.length} of ${frames.length} (${reasons.replaceAll('-', ' ')}).`;
}

function middle(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
