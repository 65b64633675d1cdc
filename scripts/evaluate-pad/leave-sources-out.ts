import { type Judged, MIN_SAMPLES } from './error-rates.ts';
import {
  calibrate,
  DEFAULT_THRESHOLD,
  hasBoth,
  judge,
  type LabelledScore,
  sourcesOf,
} from './evaluate-scores.ts';

/** Error rates of a source at the default threshold, scored by a calibration fitted on the other sources. */
export interface LeftOutSource {
  source: string;
  live: number;
  /** Undefined of fewer than {@link MIN_SAMPLES} live samples. */
  bpcer: number | undefined;
  attacks: number;
  /** Of all its attacks together; undefined of fewer than {@link MIN_SAMPLES}. */
  apcer: number | undefined;
  /** Raw log-odds that the calibration puts at 0.5. */
  boundary: number;
}

/**
 * @param isJudged Of those that are fitted to, which are told the rates of.
 * @returns one for each source that the others can be calibrated without; none if there is but one
 */
export function leaveSourcesOut<Score extends LabelledScore>(
  scores: readonly Score[],
  isFitted: (score: Score) => boolean = () => true,
  isJudged: (score: Score) => boolean = () => true,
): LeftOutSource[] {
  return folds(scores, isFitted).map(({ source, own, calibration }) => {
    const judged = judge(
      own.filter((score) => isFitted(score) && isJudged(score)),
      calibration,
    );
    const live = judged.filter(({ attack }) => attack === undefined);
    const attacks = judged.filter(({ attack }) => attack !== undefined);
    return {
      source,
      live: live.length,
      bpcer: shareOf(live, ({ score }) => score > DEFAULT_THRESHOLD),
      attacks: attacks.length,
      apcer: shareOf(attacks, ({ score }) => score <= DEFAULT_THRESHOLD),
      boundary: -calibration.intercept / calibration.slope,
    };
  });
}

/** Each sample as a calibration fitted on the other sources scores it; those of a group that is asked for. */
export function judgeLeftOut<Score extends LabelledScore>(
  scores: readonly Score[],
  isFitted: (score: Score) => boolean,
  isWanted: (score: Score) => boolean,
): Judged[] {
  return folds(scores, isFitted).flatMap(({ own, calibration }) => judge(own.filter(isWanted), calibration));
}

function folds<Score extends LabelledScore>(scores: readonly Score[], isFitted: (score: Score) => boolean) {
  return sourcesOf(scores).flatMap((source) => {
    const others = scores.filter((score) => score.source !== source && isFitted(score));
    const own = scores.filter((score) => score.source === source);
    return hasBoth(others) ? { source, own, calibration: calibrate(others) } : [];
  });
}

function shareOf(media: readonly Judged[], isWrong: (medium: Judged) => boolean): number | undefined {
  return media.length < MIN_SAMPLES ? undefined : media.filter(isWrong).length / media.length;
}
