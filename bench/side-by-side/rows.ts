import { median } from '../../src/common/median.ts';
import { CONTENDERS, type ContenderName, OURS } from './contenders.ts';
import { PARTS, totalOf } from './measure-transfer.ts';
import { VIDEO_JOBS, type VideoJob } from './measure-video.ts';
import type { JobName, WarmFigures } from './measure-warm.ts';
import type { Each, Measured } from './measured.ts';
import type { Row } from './row.ts';

/** The table of a run; rows without a figure are left out. */
export function rowsOf(measured: Measured): Row[] {
  const rows = [
    ...coldRows(measured),
    lineRow(measured),
    ...phoneRows(measured),
    ...warmRows(measured),
    ...throughputRows(measured),
    ...videoRows(measured),
    ...searchRows(measured),
    ...transferRows(measured),
    ...memoryRows(measured),
  ];
  return rows.filter(({ values }) => Object.keys(values).length > 0);
}

function coldRows({ cold, coldFloor }: Measured): Row[] {
  return [
    {
      id: 'cold-empty',
      title: 'cold start, empty cache',
      unit: 'ms',
      values: valuesOf(cold, ({ empty }) => median(empty)),
      ...(coldFloor && { floor: median(coldFloor.empty) }),
    },
    {
      id: 'cold-warm',
      title: 'cold start, warm cache',
      unit: 'ms',
      values: valuesOf(cold, ({ warm }) => median(warm)),
      ...(coldFloor && { floor: median(coldFloor.warm) }),
    },
  ];
}

function lineRow({ line, lineFloor }: Measured): Row {
  return {
    id: 'line',
    title: 'first visit at 10 Mbit/s and 40 ms',
    unit: 'ms',
    values: valuesOf(line, median),
    ...(lineFloor && { floor: median(lineFloor) }),
  };
}

function phoneRows({ phone, phoneFloor }: Measured): Row[] {
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
      values: valuesOf(phone, ({ small }) => timeOf(small)),
      ...(models && { floor: median(models) }),
    },
  ];
}

const JOB_TITLES: Record<JobName, string> = {
  small: 'extract, 250x250',
  large: 'extract, 12 megapixels',
  group: 'all faces, 1920x1280 of three',
  liveness: 'detect liveness, 250x250',
  permissive: 'detect liveness, 250x250, by the permissive pack',
};

function warmRows({ warm }: Measured): Row[] {
  return (Object.keys(JOB_TITLES) as JobName[]).flatMap((job): Row[] => {
    const ours = warm[OURS]?.jobs[job];
    // Decoding a large picture is the browser's own share; of a small one it is nothing to speak of.
    const floor = ours && median(ours.models) + (job === 'large' ? median(ours.decode) : 0);
    const calls = {
      id: job,
      title: JOB_TITLES[job],
      unit: 'ms' as const,
      values: valuesOf(warm, ({ jobs }) => timeOf(jobs[job])),
      ...(floor !== undefined && { floor }),
    };
    const decoding = {
      id: `${job}-decode`,
      title: '  of it decoding, by the browser',
      unit: 'ms' as const,
      values: ours ? { [OURS]: median(ours.decode) } : {},
    };
    return [calls, decoding];
  });
}

/** The median of those who can do it. */
function timeOf(figures: WarmFigures | undefined): number | undefined {
  return figures && figures.failure === undefined ? median(figures.times) : undefined;
}

function throughputRows({ throughput }: Measured): Row[] {
  const ours = throughput[OURS];
  const floor = ours && { floor: ours.pictures / (ours.models / 1000) };
  return [
    {
      id: 'throughput',
      title: 'throughput of 200 pictures, one worker',
      unit: 'a second',
      values: valuesOf(throughput, ({ single }) => median(single)),
      ...floor,
    },
    {
      id: 'one-thread',
      title: 'throughput of 200 pictures, one worker of one thread',
      unit: 'a second',
      values: valuesOf(throughput, ({ oneThread }) => (oneThread.length > 0 ? median(oneThread) : undefined)),
    },
    {
      id: 'pool',
      title: 'throughput of 200 pictures, two workers',
      unit: 'a second',
      values: valuesOf(throughput, ({ pool }) => (pool.length > 0 ? median(pool) : undefined)),
    },
  ];
}

const VIDEO_TITLES: Record<VideoJob, string> = {
  follow: 'video 640x480 of one face, points and pose',
  check: 'video 640x480 of one face, quality and liveness too',
};

function videoRows({ video, videoTask }: Measured): Row[] {
  const rates = VIDEO_JOBS.map(
    (job): Row => ({
      id: `video-${job}`,
      title: VIDEO_TITLES[job],
      unit: 'a second',
      values: valuesOf(video, (jobs) => jobs[job] && median(jobs[job].rates)),
    }),
  );
  const longest: Row = {
    id: 'video-task',
    title: 'longest task of the page while it watches a video',
    unit: 'ms',
    values: videoTask === undefined ? {} : { [OURS]: videoTask },
  };
  return [...rates, longest];
}

function searchRows({ search }: Measured): Row[] {
  return search.map(({ rows, times, reading }) => ({
    id: `search-${rows}`,
    title: `1:N among ${rows.toLocaleString('en')}`,
    unit: 'ms',
    values: times,
    floor: reading,
  }));
}

function transferRows({ transfer }: Measured): Row[] {
  const total = (['plain', 'gzip', 'brotli'] as const).map(
    (encoding): Row => ({
      id: `transfer-${encoding}`,
      title: `first visit downloads, ${encoding}`,
      unit: 'MB',
      values: valuesOf(transfer, (parts) => totalOf(parts)[encoding] / 1e6),
    }),
  );
  const parts = PARTS.flatMap((part) =>
    (['gzip', 'brotli'] as const).map(
      (encoding): Row => ({
        id: `transfer-${part}-${encoding}`,
        title: `  of it ${part}, ${encoding}`,
        unit: 'MB',
        values: valuesOf(transfer, (sums) => sums[part][encoding] / 1e6),
      }),
    ),
  );
  return [...total, ...parts];
}

function memoryRows({ memory, cold, warm }: Measured): Row[] {
  const [earlier, last] = memory[OURS]?.after ?? [];
  const growth = earlier && last && 100 * (last.bytes / earlier.bytes - 1);
  return [
    {
      id: 'memory-peak',
      title: "page's process, peak",
      unit: 'MB',
      values: valuesOf(memory, ({ peak }) => peak && peak / 1e6),
    },
    {
      id: 'memory-after',
      title: 'page after its extracts',
      unit: 'MB',
      values: valuesOf(memory, ({ after }) => (after.at(-1)?.bytes ?? Number.NaN) / 1e6),
    },
    {
      id: 'growth',
      title: 'growth over the last 1,000 of 2,000 extracts',
      unit: '%',
      values: growth === undefined ? {} : { [OURS]: growth },
    },
    {
      id: 'longest-task',
      title: 'longest task of the page (0: below 50)',
      unit: 'ms',
      values: valuesOf(warm, ({ longestTask }, name) =>
        Math.max(longestTask, ...(cold[name]?.longestTasks ?? [])),
      ),
    },
  ];
}

function valuesOf<Figures>(
  each: Each<Figures>,
  valueIn: (figures: Figures, name: ContenderName) => number | undefined,
): Row['values'] {
  const values: Row['values'] = {};
  for (const name of CONTENDERS) {
    const figures = each[name];
    const value = figures && valueIn(figures, name);
    if (value !== undefined) values[name] = value;
  }
  return values;
}
