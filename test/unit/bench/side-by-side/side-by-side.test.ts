import { describe, expect, test } from 'vitest';
import { chart } from '../../../../bench/side-by-side/chart.ts';
import { partOf, totalOf } from '../../../../bench/side-by-side/measure-transfer.ts';
import { bestPeer, type Row, ratioTo } from '../../../../bench/side-by-side/row.ts';
import { asMarkdown, asText, figure, tableCells } from '../../../../bench/side-by-side/table.ts';
import { isMet, targetsOf } from '../../../../bench/side-by-side/targets.ts';
import { withResults } from '../../../../bench/side-by-side/write-results.ts';
import { median } from '../../../../scripts/median.ts';

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
  test('has a dash where there is no figure', () => {
    const [, row] = tableCells([SMALL]);
    expect(row).toEqual(['small <picture>, ms', '20', '100', '–', '50', '16', '0.4', '1.25']);
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

  test('without markers is an error', () => {
    expect(() => withResults('nothing', results)).toThrow('lacks');
  });
});
