/** Every database and cache of the package carries this prefix, so that `eraseAll` finds them all. */
export const STORED_NAME_PREFIX = 'inpage-face';

/** The database of the device's own keys. */
export const KEYS_DATABASE = `${STORED_NAME_PREFIX}/keys`;

/** The database of the templates of pictures seen before. */
export const CACHE_DATABASE = `${STORED_NAME_PREFIX}/cache`;

/** The database of a gallery; its name is the one thing about it that is not sealed. */
export const galleryDatabase = (gallery: string): string => `${STORED_NAME_PREFIX}/gallery/${gallery}`;
