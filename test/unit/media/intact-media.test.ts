import { describe, expect, test } from 'vitest';
import { intactMp4 } from '../../../src/media/intact-mp4.ts';
import { intactWebm } from '../../../src/media/intact-webm.ts';

const text = (content: string) => new TextEncoder().encode(content);

/** A box of mp4. */
function box(type: string, content: string): BlobPart[] {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, 8 + content.length);
  return [size, text(type), text(content)];
}

/** An element of Matroska, its size in two bytes. */
function element(id: number[], content: Uint8Array, size = content.length): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...id, 0x40 | (size >> 8), size & 0xff, ...content]);
}

const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const textOf = async (blob: Blob) => new TextDecoder('latin1').decode(await blob.arrayBuffer());

describe('of an mp4', () => {
  const whole = [
    ...box('ftyp', 'isom'),
    ...box('moov', 'mvex'),
    ...box('moof', 'index'),
    ...box('mdat', 'frames'),
  ];

  test('that is whole nothing is left out', async () => {
    const blob = new Blob(whole);
    expect((await intactMp4(blob)).size).toBe(blob.size);
  });

  test('that ends in a fragment’s index the index is left out', async () => {
    const begun = new Blob([...whole, ...box('moof', 'another index')]);
    for (let missing = 1; missing < 20; missing++) {
      expect((await intactMp4(begun.slice(0, begun.size - missing))).size).toBe(new Blob(whole).size);
    }
  });

  test('that ends among frames they stay', async () => {
    const blob = new Blob(whole);
    expect((await intactMp4(blob.slice(0, -3))).size).toBe(blob.size - 3);
  });

  test('of endless boxes the reading ends', async () => {
    const boxes = new Blob(new Array(1000).fill(new Blob([...box('ftyp', ''), ...box('free', '')])));
    expect((await intactMp4(boxes)).size).toBe(boxes.size);
  });
});

describe('of a WebM', () => {
  const HEAD = element([0x1a, 0x45, 0xdf, 0xa3], text('webm'));
  const block = (content: string) => element([0xa3], text(content));
  const cluster = (...blocks: Uint8Array[]) => element([0x1f, 0x43, 0xb6, 0x75], join(...blocks));
  const segment = (content: Uint8Array) => element([0x18, 0x53, 0x80, 0x67], content);
  const whole = new Blob([
    HEAD,
    segment(join(cluster(block('one'), block('two')), cluster(block('three'), block('four')))),
  ]);

  test('that is whole nothing is changed', async () => {
    expect(await intactWebm(whole)).toBe(whole);
  });

  test('that ends within a frame what is before the frame stays, and the sizes fit', async () => {
    const intact = await intactWebm(whole.slice(0, -2));
    const expected = new Blob([
      HEAD,
      segment(join(cluster(block('one'), block('two')), cluster(block('three')))),
    ]);
    expect(await textOf(intact)).toBe(await textOf(expected));
  });

  test('other files come back as they are', async () => {
    for (const content of ['', 'G', 'not a video at all']) {
      const blob = new Blob([content]);
      expect(await intactWebm(blob)).toBe(blob);
    }
  });

  test('of endless elements the reading ends', async () => {
    const segmentOfUnknownSize = Uint8Array.from([0x18, 0x53, 0x80, 0x67, 0xff]);
    const emptyElements = new Uint8Array(4_000_000).map((_, i) => (i % 2 === 0 ? 0xec : 0x80));
    const blob = new Blob([HEAD, segmentOfUnknownSize, emptyElements]);
    expect((await intactWebm(blob)).size).toBe(blob.size);
  });
});
