import { expect, test } from 'vitest';
import { type Evaluation, formatReport } from '../../../../scripts/evaluate/report.ts';

const evaluation: Evaluation = {
  list: 'pairs.tsv',
  pack: 'default 1.0.0',
  runtime: 'onnxruntime-web 1.30.0 (wasm, 2 threads)',
  pictures: {
    total: 4,
    identities: 2,
    withoutFace: ['A/1.jpg'],
    failed: [{ picture: 'B/2.jpg', reason: 'not a picture' }],
  },
  pairs: { same: 2, different: 3 },
  bestThreshold: { threshold: 0.3, accuracy: 0.8 },
  allAgainstAll: {
    genuinePairs: 2,
    impostorPairs: 150,
    rates: [
      { wantedFmr: 1e-2, point: { threshold: 0.25, fmr: 0.01, fnmr: 0.005 }, reliable: false },
      { wantedFmr: 1e-3, reliable: false },
    ],
  },
  quality: { onePercent: 30, median: 60, ninetyNinePercent: 90 },
  medianMs: { total: 25, models: 20 },
};

test('the report names every figure, what is only a hint, what is missing, and which pictures were lost', () => {
  expect(formatReport(evaluation).split('\n')).toEqual([
    'List                      pairs.tsv',
    'Model pack                default 1.0.0',
    'Runtime                   onnxruntime-web 1.30.0 (wasm, 2 threads)',
    'Pictures                  4 of 2 people',
    '  without a face          1 (FTA 25.00 %)',
    '  not measured            1',
    'Median a picture          25.0 ms, of it 20.0 ms in the models',
    'Template quality          30 at 1 %, 60 at half, 90 at 99 % of the pictures',
    'Pairs of the list         2 same, 3 different',
    'Accuracy, 10-fold         too few pairs',
    'Accuracy, best threshold  80.00 % at similarity 0.3000',
    'All against all           2 genuine, 150 impostor pairs',
    '',
    'FMR   FNMR                    Similarity',
    '1e-2  0.50 %                  0.2500      a hint: too few impostor pairs',
    '1e-3  too few impostor pairs',
    '',
    'Without a face:',
    '  A/1.jpg',
    '',
    'Not measured:',
    '  B/2.jpg: not a picture',
  ]);
});
