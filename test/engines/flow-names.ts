/** What runs in every engine, as docs/browsers.md calls it. */
export const FLOWS = {
  start: 'the package without a bundler, under the strict policy',
  methods: 'every method',
  pictures: 'pictures: JPEG, PNG, WebP, GIF, AVIF, and every orientation',
  media: 'videos (VP8, VP9, H.264) and archives (ZIP, TAR)',
  recordings: "what the browser's own recorder writes, if anything",
  gallery: 'a gallery, over a reload',
  cache: 'the template cache, over a reload',
  pageEngine: "the service worker, by the page's engine",
  ownEngine: 'the service worker, by its own engine',
  capture: '`<face-capture>`',
  live: 'a live stream: faces followed, and a gesture asked for',
  staticHost: 'the demo on a static host without headers: every tab',
  isolatedHost: 'the demo on an isolated host: its requests are answered when its service worker comes',
  offline: 'the demo reloaded offline: two photos compared',
  templates: 'templates like those of Chromium',
} as const;
