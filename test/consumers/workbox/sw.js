import 'inpage-face/service-worker.js';
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { setDefaultHandler } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';

precacheAndRoute([
  { url: 'index.html', revision: APP_VERSION },
  { url: 'index.js', revision: APP_VERSION },
]);
cleanupOutdatedCaches();
setDefaultHandler(new NetworkOnly());

self.addEventListener('message', ({ data }) => {
  if (data === 'take over') self.skipWaiting();
});
