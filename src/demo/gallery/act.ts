import type { FaceGallery, PictureSource } from '../../index.ts';
import type { Outcome } from './message-view.ts';

/** Runs what a person asked for and says how it ended. */
export type Act = (work: (gallery: FaceGallery<PictureSource>) => Promise<Outcome>) => Promise<void>;
