import { CONTENDERS, OURS, TITLES } from './contenders.ts';
import { facesIn, type JobName } from './measure-warm.ts';
import type { Measured } from './measured.ts';
import type { Pictures } from './pictures.ts';

/** What a reader must know who compares the figures of a run. */
export function notesOf(measured: Measured, { origin }: Pictures): string[] {
  const notes = [`small pictures: ${origin}`];
  for (const name of CONTENDERS) {
    const { jobs = {} } = measured.warm[name] ?? {};
    for (const [job, { failure, faces }] of Object.entries(jobs)) {
      const there = facesIn(job as JobName) ?? faces;
      if (failure !== undefined) notes.push(`${TITLES[name]}, ${job}: ${failure}`);
      else if (faces !== there) {
        notes.push(`${TITLES[name]} finds ${faces} faces in the group photo of ${there}`);
      }
    }
    const { without = 0, pictures = 0 } = measured.throughput[name] ?? {};
    for (const [job, { without, rates }] of Object.entries(measured.video[name] ?? {})) {
      if (rates.length > 0 && without > 0) {
        notes.push(`${TITLES[name]}, video (${job}): no face in ${without} frames`);
      }
    }
    if (without > 0) notes.push(`${TITLES[name]} makes no template of ${without} of ${pictures} pictures`);
  }
  if (measured.throughput[OURS]?.pool.length === 0) notes.push('two workers: this build has no pool');
  return notes;
}
