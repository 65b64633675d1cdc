import { expect, test } from 'vitest';
import { formatGeometry } from '../../../../../scripts/evaluate/geometry/evaluate-geometry.ts';

const aspect = { '0.1 %': 1.04, '1 %': 1.15, '50 %': 1.44 };

test('the report says how well yaws agree, and what shape boxes have', () => {
  const agreement = { pictures: 3, correlation: 0.934, difference: 2.52 };
  expect(formatGeometry({ agreement, aspect, rates: [] }).slice(0, 3)).toEqual([
    'Yaw by five points and by the pose model, 3 pictures: correlation 0.93, mean difference 2.5°',
    'Height of the box over its width: 0.1 % below 1.04, 1 % below 1.15, 50 % below 1.44',
    '',
  ]);
});

test('the report says if there is no pose model', () => {
  expect(formatGeometry({ aspect, rates: [] })[0]).toBe('The pack has no pose model.');
});
