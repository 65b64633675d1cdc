import { ApiLiteError } from '../contract/errors.ts';
import { area, type Detection } from './detection.ts';

/** A face this much of the main one's area is a second person rather than a bystander. */
export const SECOND_PERSON = 0.25;

/** The face a picture is of. */
export interface MainFace extends Detection {
  /** Width of the largest other face over this one's; 0 where there is none. */
  otherFace: number;
}

/** @throws {ApiLiteError} BPE-003002 where there is no face, BPE-003003 where several are meant. */
export function mainFace(faces: readonly Detection[]): MainFace {
  const [face, ...others] = [...faces].sort((a, b) => area(b.box) - area(a.box));
  if (!face)
    throw new ApiLiteError('BPE-003002', 'The picture shows no face. Send one that shows a face, upright.');
  if (others.some((other) => area(other.box) > SECOND_PERSON * area(face.box))) {
    throw new ApiLiteError(
      'BPE-003003',
      'The picture shows several people. Send one that shows one person only.',
    );
  }
  return { ...face, otherFace: Math.max(0, ...others.map((other) => other.box.width / face.box.width)) };
}
