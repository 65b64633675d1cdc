/** The key of the row of a record's picture, in a gallery of this generation. */
export const pictureRow = (key: string, generation: string | undefined): string =>
  generation === undefined ? key : `${generation}/${key}`;
