import { deleteDB } from 'idb';
import { beforeAll } from 'vitest';

// All files share one origin, in whatever order they come: each begins with nothing in its databases.
beforeAll(async () => {
  const databases = await indexedDB.databases();
  await Promise.all(databases.map(({ name }) => name && deleteDB(name)));
});
