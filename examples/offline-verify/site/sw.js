// First of all: it answers what is for API Lite, and leaves everything else to us.
importScripts('inpage-face/service-worker.js');

/** A new version of the page has another name here. */
const CACHE = 'offline-verify-1';

/** All that the page is made of. Models and runtime are kept by the package's part. */
const FILES = [
  './',
  'style.css',
  'main.js',
  'inpage-face/register-service-worker.js',
  'inpage-face/shared.js',
];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener('activate', () => {
  // Not waited for: Firefox may end it only when the page's requests are answered, which wait for this.
  self.clients.claim();
});

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(event.request))
      .then((kept) => kept ?? fetch(event.request)),
  );
});
