import { ALL_FORMATS, BlobSource, getEncodableVideoCodecs, Input, VideoSampleSink } from 'mediabunny';
import { describe, expect, test } from 'vitest';
import { framePicture } from '../../../src/media/frame-picture.ts';
import { wholeOf } from '../../../src/media/geometry.ts';
import { PlanarPicture } from '../../../src/media/planar-picture.ts';
import { takeFrame } from '../../../src/media/take-frame.ts';
import { makeVideo } from '../../support/videos.ts';

const COLORS = ['white', 'black', 'red', 'lime', 'blue', 'tan'];

/** A band for each colour. */
function bands(context: OffscreenCanvasRenderingContext2D): void {
  const { width, height } = context.canvas;
  for (const [index, color] of COLORS.entries()) {
    context.fillStyle = color;
    context.fillRect((index * width) / COLORS.length, 0, width / COLORS.length, height);
  }
}

const codecs = await getEncodableVideoCodecs(['avc', 'vp8', 'vp9', 'av1'], { width: 320, height: 240 });

describe('a decoded frame', () => {
  test.each(codecs)('of %s has the colours that drawing it gives', async (codec) => {
    const container = codec === 'vp8' ? 'webm' : 'mp4';
    const blob = await makeVideo(bands, { codec, container, width: 300, height: 200, seconds: 0.5 });
    const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
    const track = await input.getPrimaryVideoTrack();
    const sample = track && (await new VideoSampleSink(track).getSample(0));
    if (!sample) throw new Error('No frame');
    const picture = await framePicture(await takeFrame(sample));
    const drawn = new OffscreenCanvas(300, 200).getContext('2d');
    if (!drawn) throw new Error('No canvas');
    sample.draw(drawn, 0, 0);
    sample.close();
    input.dispose();
    const { data } = picture.read(wholeOf(picture), 300, 200);
    for (const index of COLORS.keys()) {
      const x = 50 * index + 25;
      const expected = drawn.getImageData(x, 100, 1, 1).data;
      const at = 4 * (100 * 300 + x);
      expect([...data.slice(at, at + 4)]).toEqual([...expected].map((value) => expect.closeTo(value, -0.8)));
    }
    // Otherwise the drawing was compared with itself.
    expect(picture).toBeInstanceOf(PlanarPicture);
  });
});
