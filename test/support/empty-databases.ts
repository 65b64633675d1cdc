import { beforeAll } from 'vitest';

// All files share one origin, in whatever order they come: each begins with nothing in its databases.
beforeAll(async () => {
  const databases = await indexedDB.databases();
  await Promise.all(databases.map(({ name }) => name && deleted(name)));
});

/** Resolves once it is gone; what is open of it gives way. */
function deleted(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
