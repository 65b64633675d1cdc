// A worker that changes a gallery without end until it is killed. It says what it is about to do and what is done.
import { openGallery, pictureOf, templateOf } from '../../support/gallery.ts';

export type WorkerMessage = { about: string } | { done: string } | { failed: string };

const tell = (message: WorkerMessage) => postMessage(message);

addEventListener('message', async ({ data }: MessageEvent<{ gallery: string; from: number }>) => {
  try {
    const gallery = await openGallery(data.gallery);
    for (let number = data.from; ; number++) {
      const id = `person ${number}`;
      tell({ about: id });
      await gallery.enroll(id, pictureOf(number), { metadata: { number }, keepPicture: number % 3 === 0 });
      // A second template: removal and joining have more than one record to carry.
      await gallery.enroll(id, templateOf(number + 10_000));
      tell({ done: id });
    }
  } catch (error) {
    tell({ failed: String(error) });
  }
});
