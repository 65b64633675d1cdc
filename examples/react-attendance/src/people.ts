import type { FaceGallery, Person, PictureSource } from 'inpage-face';

export type Gallery = FaceGallery<PictureSource>;

/** What a person is called; ids are random. */
export function nameOf({ id, metadata }: Pick<Person, 'id' | 'metadata'>): string {
  return typeof metadata?.name === 'string' ? metadata.name : id;
}

/** The package's errors say what to do. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
