import { createPauses } from '../../common/pauses.ts';
import { normalisedSimilarity } from '../commonness.ts';
import type { GalleryProgress, LongCallOptions } from '../gallery/face-gallery.ts';
import { createVectorIndex } from '../search/create-vector-index.ts';
import type { VectorIndex } from '../search/vector-index.ts';
import { agglomerate, meanLinkage, pairAt } from './agglomerate.ts';
import { Components } from './components.ts';

/** A face to group. */
export interface GroupedFace {
  /** Of unit length. */
  vector: Float32Array;
  /** 0 if it is not known. */
  commonness: number;
}

/**
 * Puts faces into groups, one for each person: two groups are joined if the mean similarity over all pairs between them is
 * high enough, the most alike first.
 *
 * Exact. Groups that are joined have a pair that is alike enough, so that faces without a connection by such pairs need no
 * common table of similarities.
 *
 * @param least Normalised similarity from which on groups are joined.
 * @returns Indices in groups, each in exactly one; the largest group first, the indices in a group ascending.
 */
export async function groupFaces(
  faces: readonly GroupedFace[],
  least: number,
  { signal, onProgress }: LongCallOptions,
): Promise<number[][]> {
  const [first] = faces;
  if (first === undefined) return [];
  const pauses = createPauses(signal);
  const pause = progressing(faces.length, onProgress, pauses);
  const index = createVectorIndex({ dimension: first.vector.length, capacity: faces.length });
  try {
    const components = new Components();
    await eachRow(faces, index, async (row, similarities) => {
      components.add();
      similarities.forEach((similarity, other) => {
        if (similarity >= least) components.connect(row, other);
      });
      await pause(1 / 2);
    });
    const groups: number[][] = [];
    for (const members of components.groups()) {
      for (const group of await groupConnected(members, faces, index, least, pauses)) groups.push(group);
      await pause(members.length / 2);
    }
    return groups.sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number));
  } finally {
    index.clear();
  }
}

/** Groups faces of whom each is connected to the others. @param members Their places in `faces`. */
async function groupConnected(
  members: readonly number[],
  faces: readonly GroupedFace[],
  index: VectorIndex,
  least: number,
  pause: () => Promise<void> | undefined,
): Promise<number[][]> {
  if (members.length <= 2) return [[...members]];
  const similarities = new Float32Array(pairAt(members.length, 0));
  const connected = members.map((member) => faces[member] as GroupedFace);
  await eachRow(connected, index, async (row, ofRow) => {
    similarities.set(ofRow, pairAt(row, 0));
    await pause();
  });
  const groups = await agglomerate(members.length, similarities, { least, linkage: meanLinkage, pause });
  return groups.map((group) => group.map((at) => members[at] as number).sort((a, b) => a - b));
}

/** Tells the normalised similarities of each face to those before it, by the search kernel. */
async function eachRow(
  faces: readonly GroupedFace[],
  index: VectorIndex,
  take: (row: number, similarities: Float32Array) => Promise<void>,
): Promise<void> {
  index.clear();
  const commonness = Float64Array.from(faces, (face) => face.commonness);
  for (const [row, face] of faces.entries()) {
    const similarities = index.similarities(face.vector);
    for (let other = 0; other < row; other++) {
      const similarity = similarities[other] as number;
      similarities[other] = normalisedSimilarity(similarity, face.commonness, commonness[other] as number);
    }
    index.add(face.vector);
    await take(row, similarities);
  }
}

/** Pauses, and tells how much is done after each pause. */
function progressing(
  total: number,
  onProgress: ((progress: GalleryProgress) => void) | undefined,
  pauses: () => Promise<void> | undefined,
): (faces: number) => Promise<void> {
  let done = 0;
  return async (faces) => {
    done += faces;
    const pause = pauses();
    if (!pause && done < total) return;
    onProgress?.({ done: Math.floor(done), total });
    await pause;
  };
}
