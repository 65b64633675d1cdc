// A service worker that answers whom a gallery holds, and enrols whom it is told to.
import { openGallery, templateOf } from '../../support/gallery.ts';

type Question = { gallery: string; enroll?: { id: string; face: number } };

(self as unknown as ServiceWorkerGlobalScope).onmessage = (event) => {
  const { data, ports } = event;
  const { gallery: name, enroll } = data as Question;
  const answer = async () => {
    const gallery = await openGallery(name);
    if (enroll) await gallery.enroll(enroll.id, templateOf(enroll.face));
    const { people } = await gallery.list();
    await gallery.close();
    ports[0]?.postMessage(people.map(({ id }) => id));
  };
  event.waitUntil(answer().catch((error) => ports[0]?.postMessage(String(error))));
};
