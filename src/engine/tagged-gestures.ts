import type { TaggedGesture } from '../contract/liveness/folder.ts';
import type { CallContext } from '../vision/face-pipeline.ts';
import type { Gesture } from '../vision/gestures/gesture-names.ts';
import { canTell } from '../vision/gestures/gesture-rules.ts';
import type { LivenessModels } from './liveness-models.ts';
import { RecordedGestures } from './recorded-gestures.ts';

/**
 * The tags that ask for something; `video_selfie` and `video_selfie_blank` ask for nothing. `video_selfie_eyes` asks for a blink.
 * What `video_selfie_scan` asks for can't be seen in a face alone.
 */
const GESTURES = new Map<string, Gesture | undefined>([
  ['video_selfie_smile', 'smile'],
  ['video_selfie_eyes', 'close-eyes'],
  ['video_selfie_left', 'turn-left'],
  ['video_selfie_right', 'turn-right'],
  ['video_selfie_high', 'look-up'],
  ['video_selfie_down', 'look-down'],
  ['video_selfie_scan', undefined],
]);

/** What a medium's tags ask for, and what of it the medium shows. */
export class TaggedGestures {
  /** Looks for the gestures; undefined if the tags ask for none that can be told: then no more frames are looked at. */
  readonly recorded: RecordedGestures | undefined;
  readonly #asked: { tag: string; gesture: Gesture | undefined; checked: boolean }[];

  constructor(tags: readonly string[], models: LivenessModels, context: CallContext) {
    const asking = [...new Set(tags)].filter((tag) => GESTURES.has(tag));
    this.#asked = asking.map((tag) => {
      const gesture = GESTURES.get(tag);
      return { tag, gesture, checked: gesture !== undefined && canTell(gesture, models.forGestures) };
    });
    const told = this.#asked.flatMap(({ gesture, checked }) => (gesture && checked ? gesture : []));
    if (told.length > 0) this.recorded = new RecordedGestures(models, told, context);
  }

  /** Once the medium was looked at. A picture shows no gesture, since it shows no start. */
  findings(): { gestures?: TaggedGesture[] } {
    if (this.#asked.length === 0) return {};
    const gestures = this.#asked.map(({ tag, gesture, checked }) => {
      const time = gesture && this.recorded?.timeOf(gesture);
      return { tag, gesture: gesture ?? null, checked, made: time !== undefined, time: time ?? null };
    });
    return { gestures };
  }
}
