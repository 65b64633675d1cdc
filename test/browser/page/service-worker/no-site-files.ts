// What a build puts into the service worker: here the site has no files to keep.
Object.assign(globalThis, { __SITE_FILES__: { always: [], webgpu: [] } });
