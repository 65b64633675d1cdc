import { median } from '../../src/common/median.ts';
import { OURS } from './contenders.ts';
import { facesIn, type JobName, type WarmFigures } from './measure-warm.ts';
import type { Measured } from './measured.ts';
import type { Row } from './row.ts';
import { valuesOf } from './values-of.ts';

const JOB_TITLES: Record<JobName, string> = {
  small: 'extract, 250x250',
  large: 'extract, 12 megapixels',
  group: 'all faces, 1920x1280 of three',
  liveness: 'detect liveness, 250x250',
  permissive: 'detect liveness, 250x250, by the permissive pack',
  crowd: 'all faces, 1900x1900 of a hundred',
  recorded: 'detect liveness, video of 10 seconds',
};

/** The rows of calls with everything loaded. */
export function warmRows({ warm, warmFloor }: Measured): Row[] {
  return (Object.keys(JOB_TITLES) as JobName[]).flatMap((job): Row[] => {
    const ours = warm[OURS]?.jobs[job];
    // Decoding a large picture is the browser's own share; of a small one it is nothing to speak of.
    const floor = ours && median(ours.models) + (job === 'large' ? median(ours.decode) : 0);
    const calls = {
      id: job,
      title: JOB_TITLES[job],
      unit: 'ms' as const,
      values: valuesOf(warm, ({ jobs }) => timeOf(job, jobs[job])),
      ...(floor !== undefined && { floor }),
    };
    const decoding = {
      id: `${job}-decode`,
      title: '  of it decoding, by the browser',
      unit: 'ms' as const,
      values: ours ? { [OURS]: median(ours.decode) } : {},
    };
    // A video is decoded beside the models, in a thread of its own.
    if (job === 'recorded') return [calls];
    const alone = timeOf(job, warmFloor?.jobs[job]);
    if (alone === undefined) return [calls, decoding];
    const values = ours ? { [OURS]: median(ours.times) } : {};
    const besideAlone = { id: `${job}-alone`, title: '  beside the runtime alone', unit: 'ms' as const };
    return [calls, decoding, { ...besideAlone, values, floor: alone }];
  });
}

/** The median of those who do the job: who finds less than half of the faces does not. */
function timeOf(job: JobName, figures: WarmFigures | undefined): number | undefined {
  if (!figures || figures.failure !== undefined) return undefined;
  return figures.faces < (facesIn(job) ?? 0) / 2 ? undefined : median(figures.times);
}

/** The rows of a slowed processor. */
export function phoneRows({ phone, phoneFloor }: Measured): Row[] {
  const models = phone[OURS]?.small?.models;
  return [
    {
      id: 'phone-cold',
      title: 'processor at a quarter: cold start, empty cache',
      unit: 'ms',
      values: valuesOf(phone, ({ empty }) => median(empty)),
      ...(phoneFloor && { floor: median(phoneFloor.empty) }),
    },
    {
      id: 'phone-small',
      title: 'processor at a quarter: extract, 250x250',
      unit: 'ms',
      values: valuesOf(phone, ({ small }) => timeOf('small', small)),
      ...(models && { floor: median(models) }),
    },
  ];
}
