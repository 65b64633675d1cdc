/** The errors that a model pack made on labelled pictures, over the threshold of its comparison score. */
export interface ErrorRateTable {
  /** Name and version of the pack measured. */
  pack: string;
  /** What made the file. */
  command: string;
  /** The list of labelled pairs whose pictures were compared, all against all. */
  list: string;
  sample: { pictures: number; identities: number; genuinePairs: number; impostorPairs: number };
  /** What the numbers of a row are. */
  columns: ['score', 'similarity', 'false matches', 'false non-matches'];
  /**
   * By rising score, 0 to 1: if a score and the similarity behind it are the threshold, the impostor pairs
   * at or above it and the genuine pairs below it.
   */
  rows: [score: number, similarity: number, falseMatches: number, falseNonMatches: number][];
}
