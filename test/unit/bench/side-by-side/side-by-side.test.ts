import { describe, expect, test } from 'vitest';
import { chart } from '../../../../bench/side-by-side/chart.ts';
import { partOf, totalOf } from '../../../../bench/side-by-side/measure-transfer.ts';
import type { Measured } from '../../../../bench/side-by-side/measured.ts';
import { notesOf } from '../../../../bench/side-by-side/notes.ts';
import { bestPeer, type Row, ratioTo } from '../../../../bench/side-by-side/row.ts';
import { rowsOf } from '../../../../bench/side-by-side/rows.ts';
import { asMarkdown, asText, figure, tableCells } from '../../../../bench/side-by-side/table.ts';
import { isMet, targetsOf } from '../../../../bench/side-by-side/targets.ts';
import { withBrief, withResults } from '../../../../bench/side-by-side/write-results.ts';
import { median } from '../../../../src/common/median.ts';

const SMALL: Row = {
  id: 'small',
  title: 'small <picture>',
  unit: 'ms',
  values: { 'inpage-face': 20, human: 100, 'face-api-tiny': 50 },
  floor: 16,
};
const RATE: Row = {
  id: 'throughput',
  title: 'throughput',
  unit: 'a second',
  values: { 'inpage-face': 40, human: 10, 'face-api-tiny': 20 },
};

describe('median', () => {
  test('is the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 100])).toBe(3);
  });

  test('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });
});

describe('a row', () => {
  test('is compared with the fastest peer: of times the lowest, of rates the highest', () => {
    expect(bestPeer(SMALL)).toBe(50);
    expect(bestPeer(RATE)).toBe(20);
    expect(ratioTo(bestPeer(SMALL), SMALL)).toBe(0.4);
    expect(ratioTo(SMALL.floor, SMALL)).toBe(1.25);
  });

  test('without peers or a floor has no ratio', () => {
    const alone: Row = { id: 'growth', title: 'growth', unit: '%', values: { 'inpage-face': 1 } };
    expect(bestPeer(alone)).toBeUndefined();
    expect(ratioTo(bestPeer(alone), alone)).toBeUndefined();
    expect(ratioTo(alone.floor, alone)).toBeUndefined();
  });
});

describe('the rows of a run', () => {
  const bytes = { plain: 3e6, gzip: 2e6, brotli: 1e6 };
  const parts = { code: bytes, runtime: bytes, models: bytes };
  const start = { empty: [900], warm: [300, 400, 500], downloads: [], longestTasks: [0, 0] };
  const job = { times: [20, 22, 30], models: [16, 17, 18], decode: [1, 1, 1], faces: 1 };
  const measured: Measured = {
    cold: { 'inpage-face': start, human: { ...start, warm: [800], longestTasks: [300] } },
    line: { 'inpage-face': [3000, 2900], human: [8000] },
    lineFloor: [2500],
    transfer: { 'inpage-face': parts },
    warm: {
      'inpage-face': { runsOn: 'ours', jobs: { small: job, large: job }, longestTask: 0 },
      human: {
        runsOn: 'theirs',
        jobs: {
          small: { ...job, times: [100] },
          large: { ...job, failure: 'no face' },
          group: { ...job, faces: 2 },
          crowd: { ...job, faces: 20 },
        },
        longestTask: 90,
      },
    },
    warmFloor: { runsOn: 'the runtime', jobs: { small: { ...job, times: [18] } }, longestTask: 0 },
    memoryFloor: { peak: 2e8, after: [] },
    throughput: {
      'inpage-face': { single: [40], oneThread: [33], pool: [70], without: 1, models: 4000, pictures: 200 },
    },
    memory: {
      'inpage-face': {
        peak: 3e8,
        after: [
          { extracts: 1000, bytes: 1e8 },
          { extracts: 2000, bytes: 1.01e8 },
        ],
      },
    },
    poolPeak: 4e8,
    phone: { 'inpage-face': { empty: [4000], small: job }, human: { empty: [5000, 6000] } },
    phoneFloor: { empty: [3500] },
    video: {
      'inpage-face': { follow: { rates: [60, 70, 90], without: 0 } },
      mediapipe: { follow: { rates: [50], without: 3 } },
    },
    search: [{ rows: 1000, times: { 'inpage-face': 2, human: 30 }, reading: 1.9 }],
  };
  const rows = rowsOf(measured);
  const row = (id: string) => rows.find((row) => row.id === id);

  test('hold the medians of all who were measured', () => {
    expect(row('cold-warm')?.values).toEqual({ 'inpage-face': 400, human: 800 });
    expect(row('line')).toMatchObject({ values: { 'inpage-face': 2950, human: 8000 }, floor: 2500 });
    expect(row('search-1000')).toMatchObject({ values: { 'inpage-face': 2, human: 30 }, floor: 1.9 });
    expect(row('transfer-brotli')?.values).toEqual({ 'inpage-face': 3 });
    expect(row('longest-task')?.values).toEqual({ 'inpage-face': 0, human: 300 });
    expect(row('growth')?.values['inpage-face']).toBeCloseTo(1, 6);
    expect(row('pool')?.values['inpage-face']).toBe(70);
    expect(row('phone-cold')).toMatchObject({ values: { 'inpage-face': 4000, human: 5500 }, floor: 3500 });
    expect(row('phone-small')?.values).toEqual({ 'inpage-face': 22 });
    expect(row('memory-pool')?.values).toEqual({ 'inpage-face': 400 });
  });

  test('show how far we are from the runtime alone, where it does the same', () => {
    expect(row('small-alone')).toMatchObject({ values: { 'inpage-face': 22 }, floor: 18 });
    expect(row('large-alone')).toBeUndefined();
    expect(row('memory-peak')).toMatchObject({ values: { 'inpage-face': 300 }, floor: 200 });
  });

  test('have the models for a floor; a large picture also its decoding; throughput the rate of the models', () => {
    expect(row('small')?.floor).toBe(17);
    expect(row('large')?.floor).toBe(18);
    expect(row('throughput')?.floor).toBe(50);
  });

  test('leave out whoever failed or found few of the faces, and the notes tell why', () => {
    expect(row('large')?.values.human).toBeUndefined();
    expect(row('group')?.values.human).toBe(22);
    expect(row('crowd')?.values.human).toBeUndefined();
    const notes = notesOf(measured, { files: new Map(), many: [], frames: [], origin: 'a folder' });
    expect(notes).toEqual([
      'small pictures: a folder',
      'inpage-face makes no template of 1 of 200 pictures',
      'human, large: no face',
      'human finds 2 faces in the group photo of 3',
      'human finds 20 faces in the group photo of 100',
      'MediaPipe face_mesh, video (follow): no face in 3 frames',
    ]);
  });

  test('that nobody was measured in are not there', () => {
    expect(row('liveness')).toBeUndefined();
  });
});

describe('targets', () => {
  const target = (text: RegExp) => {
    const found = targetsOf([SMALL]).find((target) => text.test(target.text));
    if (!found) throw new Error(`no target ${text}`);
    return found;
  };

  test('are met at their limit', () => {
    expect(target(/than human/).figure).toBe(5);
    expect(isMet(target(/than human/))).toBe(true);
    expect(isMet({ text: '', figure: 1.15, limit: { most: 1.15 } })).toBe(true);
  });

  test('are not met beyond it', () => {
    expect(target(/small.*floor/).figure).toBe(1.25);
    expect(isMet(target(/small.*floor/))).toBe(false);
  });

  test('that no row tells of are neither', () => {
    expect(isMet(target(/12 megapixels/))).toBeUndefined();
  });
});

describe('the table', () => {
  test('has a dash if there is no figure', () => {
    const [, row] = tableCells([SMALL]);
    expect(row).toEqual(['small <picture>, ms', '20', '100', '–', '50', '–', '16', '0.4', '1.25']);
  });

  test('aligns figures to the right on a terminal', () => {
    expect(
      asText([
        ['a', 'ms'],
        ['bc', '7'],
      ]),
    ).toBe('a   ms\nbc   7');
  });

  test('is Markdown in a document', () => {
    expect(
      asMarkdown([
        ['', 'ms'],
        ['a', '7'],
      ]),
    ).toBe('|  | ms |\n| --- | ---: |\n| a | 7 |');
  });

  test.each([
    [1234.5, '1235'],
    [12.345, '12.3'],
    [0.01234, '0.0123'],
    [0, '0'],
    [Number.NaN, '–'],
  ])('writes %d as %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });
});

describe('downloads', () => {
  test.each([
    ['/inpage-face/models/fr_detect.onnx', 'models'],
    ['/peers/@vladmandic/human/models/faceres.json', 'models'],
    ['/peers/@vladmandic/face-api/model/face_recognition_model-weights_manifest.json', 'models'],
    ['/inpage-face/runtime/ort-wasm-simd-threaded.mjs', 'runtime'],
    ['/peers/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm', 'runtime'],
    ['/inpage-face/face-worker.js', 'code'],
    ['/peers/@vladmandic/human/dist/human.esm.js', 'code'],
  ])('%s is of the %s', (path, part) => {
    expect(partOf(path)).toBe(part);
  });

  test('add up', () => {
    const bytes = { plain: 3, gzip: 2, brotli: 1 };
    expect(totalOf({ code: bytes, runtime: bytes, models: bytes })).toEqual({ plain: 9, gzip: 6, brotli: 3 });
  });
});

describe('the chart', () => {
  test('names each bar with its figure, and draws times only', () => {
    const svg = chart('Times', 'of one run', [SMALL, RATE]);
    expect(svg).toContain('100 ms <tspan class="soft">human</tspan>');
    expect(svg).toContain('small &lt;picture&gt;');
    expect(svg).not.toContain('throughput');
  });
});

describe('the document', () => {
  const results = {
    date: '2026-01-01',
    environment: 'a machine',
    runsOn: ['human 3'],
    notes: [],
    rows: [SMALL],
    targets: [],
  };

  test('keeps what stands around the results', () => {
    const document = 'Before\n<!-- results of npm run bench -->\nold\n<!-- end of results -->\nAfter\n';
    const written = withResults(document, results);
    expect(written).toMatch(/^Before\n/);
    expect(written).toMatch(/After\n$/);
    expect(written).toContain('| small <picture>, ms | 20 |');
    expect(written).not.toContain('old');
    expect(withResults(written, results)).toBe(written);
  });

  test('for a first look holds a few rows, of those who do all of it, without floors', () => {
    const document = '<!-- results of npm run bench -->\n<!-- end of results -->\n';
    const written = withBrief(document, { ...results, rows: [RATE, SMALL] });
    expect(written).toContain('|  | inpage-face | human | face-api (SSD) | face-api (tiny) |');
    expect(written).toContain('| small <picture>, ms | 20 | 100 | – | 50 |');
    expect(written).not.toContain('throughput');
  });

  test('without markers is an error', () => {
    expect(() => withResults('nothing', results)).toThrow('lacks');
  });
});
