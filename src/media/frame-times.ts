/** A moment to look at, and the key frame decoding has to start from to reach it; seconds. */
export interface ReachableTime {
  time: number;
  keyTime: number;
}

/**
 * `count` moments spread evenly over a video: the middles of as many equal parts.
 *
 * @param first Time of the first frame, seconds.
 */
export function evenTimes(first: number, duration: number, count: number): number[] {
  return Array.from({ length: count }, (_, part) => first + ((part + 0.5) * duration) / count);
}

/** What the choice among reachable moments may cost. */
export interface DecodingBudget {
  framesPerSecond: number;
  /** The most frames to decode altogether. */
  frames: number;
  /** With at least so many key frames, they alone are looked at: each costs one frame only. */
  enoughKeyFrames: number;
}

/**
 * The moments to decode, in order: the key frames if there are enough of them; else the moments asked for,
 * drawn towards their key frames if reaching them would cost more than the budget.
 */
export function affordableTimes(wanted: readonly ReachableTime[], budget: DecodingBudget): number[] {
  const keyTimes = [...new Set(wanted.map(({ keyTime }) => keyTime))];
  if (keyTimes.length >= budget.enoughKeyFrames) return keyTimes;
  const runs = keyTimes.map((key) =>
    Math.max(...wanted.filter(({ keyTime }) => keyTime === key).map(({ time }) => time - key)),
  );
  const frames = runs.reduce((sum, run) => sum + run, 0) * budget.framesPerSecond;
  const share = Math.min(1, budget.frames / Math.max(frames, 1));
  return wanted.map(({ time, keyTime }) => keyTime + (time - keyTime) * share);
}
