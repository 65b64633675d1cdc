/** What can be measured by itself. */
export const STEPS = [
  'cold',
  'line',
  'phone',
  'warm',
  'crowd',
  'recorded',
  'throughput',
  'video',
  'search',
  'memory',
  'pool',
] as const;
export type Step = (typeof STEPS)[number];

/** What is said of each while it runs. */
export const DOING: Record<Step, string> = {
  cold: 'cold starts',
  line: 'first visits at 10 Mbit/s, in turns',
  phone: 'the page at a quarter of the processor, in turns',
  warm: 'warm calls, in turns',
  crowd: 'a hundred faces, in turns',
  recorded: 'liveness of a video',
  throughput: 'throughput',
  video: 'faces in a video, in turns',
  search: '1:N searches',
  memory: 'memory over many extracts',
  pool: 'memory of two workers',
};
