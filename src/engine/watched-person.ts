import type { Candidate } from '../templates/gallery/face-gallery.ts';
import type { Template } from '../templates/template-bytes.ts';
import { LivenessRun } from './liveness-run.ts';
import type { Tracked } from './people-tracks.ts';

/** A template with its bytes, and the quality of the frame that it is of. */
export interface KnownTemplate {
  template: Template;
  bytes: Uint8Array<ArrayBuffer>;
  /** 0 to 100; 0 if it is not known. */
  quality: number;
}

/** What is known of someone in a live video. */
export interface WatchedPerson extends Tracked {
  liveness: LivenessRun;
  /** Of the best frame so far in which the face could be told from others. */
  best?: KnownTemplate;
  /** The highest quality a template was made at, and the frames since then. */
  tried: { quality: number; frames: number };
  /** The gallery's answer, and the frames since it was asked. */
  identified?: { candidate: Candidate | undefined; frames: number };
}

export function watchedPerson(tracked: Tracked): WatchedPerson {
  return { ...tracked, liveness: new LivenessRun(), tried: { quality: Number.NEGATIVE_INFINITY, frames: 0 } };
}
