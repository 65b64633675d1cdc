import { expect, test } from 'vitest';
import { samplePictures } from '../../../../../scripts/evaluate/degraded/sample-pictures.ts';

const PICTURES = ['A/1', 'B/1', 'B/2', 'B/3', 'C/1', 'D/1', 'D/2', 'E/1', 'E/2', 'F/1', 'F/2'];

test('takes two pictures of people spread over the list', () => {
  expect(samplePictures(PICTURES, 4)).toEqual(['B/1', 'B/2', 'E/1', 'E/2']);
});

test('takes single pictures where pairs are too few, and never more than there are', () => {
  expect(samplePictures(PICTURES, 9)).toHaveLength(9);
  expect(samplePictures(PICTURES, 100)).toEqual([
    'B/1',
    'B/2',
    'D/1',
    'D/2',
    'E/1',
    'E/2',
    'F/1',
    'F/2',
    'A/1',
    'C/1',
  ]);
});
