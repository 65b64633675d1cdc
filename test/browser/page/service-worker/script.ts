// The package's service worker, as Vite serves its source.
import './no-site-files.ts';
import '../../../../src/service-worker/service-worker.ts';
