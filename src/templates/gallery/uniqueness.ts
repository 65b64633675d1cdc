import { ApiLiteError } from '../../contract/errors.ts';
import { type EnrolledMatch, StorageError } from '../storage-error.ts';
import type { Entry, People } from './people.ts';
import { bestPeople, type Probe } from './people-queries.ts';

/**
 * The person most like the probe among all but one; undefined if there is nobody else.
 *
 * @param commonnessOf Of an entry that is in a row.
 * @throws {ApiLiteError} BPE-002004 if someone else has templates of another model pack alone: it may be them.
 */
export async function bestOther(
  id: string,
  probe: Probe,
  people: People,
  commonnessOf: (entry: Entry) => Promise<number>,
): Promise<{ id: string; similarity: number } | undefined> {
  if (people.templates > people.comparable) requireComparable(id, people);
  // Of the best two one is somebody else.
  const best = await bestPeople(people, probe, 2, commonnessOf);
  const other = best.find(({ entry }) => entry.id !== id);
  return other && { id: other.entry.id, similarity: other.similarity };
}

function requireComparable(id: string, people: People): void {
  for (const other of people.sortedIds()) {
    if (other === id || people.of(other).some(({ row }) => row >= 0)) continue;
    throw new ApiLiteError(
      'BPE-002004',
      "Some people's templates come from another model pack, so nobody can tell who is enrolled: call migrate() first.",
      { reason: 'other-model' },
    );
  }
}

export function alreadyEnrolled(match: EnrolledMatch): StorageError {
  const message =
    "The face is enrolled already under another id, the error's `match.id`: nothing was enrolled.";
  return new StorageError('already-enrolled', message, { match });
}
