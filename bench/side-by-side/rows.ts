import { median } from '../../src/common/median.ts';
import { phoneRows, warmRows } from './call-rows.ts';
import { OURS } from './contenders.ts';
import { PARTS, totalOf } from './measure-transfer.ts';
import { VIDEO_JOBS, type VideoJob } from './measure-video.ts';
import type { Measured } from './measured.ts';
import type { Row } from './row.ts';
import { valuesOf } from './values-of.ts';

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

function memoryRows({ memory, memoryFloor, poolPeak, cold, warm }: Measured): Row[] {
  const [earlier, last] = memory[OURS]?.after ?? [];
  const growth = earlier && last && 100 * (last.bytes / earlier.bytes - 1);
  return [
    {
      id: 'memory-peak',
      title: "page's process, peak",
      unit: 'MB',
      values: valuesOf(memory, ({ peak }) => peak && peak / 1e6),
      ...(memoryFloor?.peak && { floor: memoryFloor.peak / 1e6 }),
    },
    {
      id: 'memory-pool',
      title: "page's process, peak, two workers",
      unit: 'MB',
      values: poolPeak === undefined ? {} : { [OURS]: poolPeak / 1e6 },
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
