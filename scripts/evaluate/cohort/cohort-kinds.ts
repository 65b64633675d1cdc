import { kind } from '../degraded/degradations.ts';
import {
  blur,
  cover,
  coverPart,
  cut,
  cutLeft,
  cutTop,
  type Degradation,
  exposure,
  glasses,
  jpeg,
  lowResolution,
  motionBlur,
  noise,
  pixelated,
  verticalBlur,
} from '../degraded/ways.ts';

/** Parts of the face's box: left, top, right, bottom. */
const EYES = [-0.05, 0.2, 1.05, 0.52];
const BROW = [-0.05, -0.1, 1.05, 0.35];
const LEFT_HALF = [-0.05, -0.05, 0.48, 1.1];
const RIGHT_HALF = [0.52, -0.05, 1.05, 1.1];

/**
 * The kinds of bad pictures that a cohort is made of, beside clean ones. Their severities are other ones than those that are
 * measured (degradations.ts), so that what is measured is not what was learnt.
 */
export const COHORT_KINDS: readonly Degradation[] = [
  ...kind('blur', { 'sigma 0.035': blur(0.035), 'sigma 0.05': blur(0.05), 'sigma 0.075': blur(0.075) }),
  ...kind('motion blur', { 'length 0.12': motionBlur(0.12), 'length 0.22': motionBlur(0.22) }),
  ...kind('motion blur', { 'length 0.35': motionBlur(0.35), 'vertical 0.2': verticalBlur(0.2) }),
  ...kind('low resolution', { 'face 20 px': lowResolution(20), 'face 14 px': lowResolution(14) }),
  ...kind('cover', { 'white, from 0.6': cover(0.6, '#eef0f2'), 'black, from 0': cover(0, '#15161a') }),
  ...kind('cover', { 'blue, from 0.2': cover(0.2, '#7fa6c8'), 'red, from -0.3': cover(-0.3, '#7c2f2c') }),
  ...kind('cover', { brow: coverPart(BROW, '#3a2f2a'), eyes: coverPart(EYES, '#c9a48a') }),
  ...kind('cover', { left: coverPart(LEFT_HALF, '#c08f74'), right: coverPart(RIGHT_HALF, '#2b3038') }),
  ...kind('dark glasses', { 'tinted 0.7': glasses(0.7), 'tinted 0.9': glasses(0.9), opaque: glasses(1) }),
  ...kind('cut', { 'chin, 0.25': cut(0.25), 'mouth, 0.37': cut(0.37), 'nose, 0.45': cut(0.45) }),
  ...kind('cut', { 'left, 0.4': cutLeft(0.4), 'brow, 0.3': cutTop(0.3) }),
  ...kind('JPEG', { 'quality 7': jpeg(7), 'quality 3': jpeg(3) }),
  ...kind('over-exposure', { 'gain 2.5': exposure(2.5), 'gain 3.5': exposure(3.5) }),
  ...kind('under-exposure', { 'gain 0.15': exposure(0.15) }),
  ...kind('noise', { 'sigma 25': noise(25), 'sigma 40': noise(40) }),
  ...kind('JPEG', { 'quality 5': jpeg(5) }),
  ...kind('noise', { 'sigma 33': noise(33) }),
  ...kind('pixelated', { '20 cells': pixelated(20) }),
];
