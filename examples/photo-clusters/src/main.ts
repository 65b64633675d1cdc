import { createEngine } from 'inpage-face';
import { findFaces } from './find-faces';
import { clearPeople, showPeople } from './show-people';
import './style.css';

const form = find('form');
const state = find('#state');
const work = find('#work');
const progress = find<HTMLProgressElement>('#work progress');
const people = find('#people');

// The same templates are not needed twice: nothing is kept of the photos.
const starting = createEngine({ cache: false });
// Whoever chooses photos is told; nobody else need be.
starting.catch(() => undefined);
let stopping = new AbortController();

find('#work button').addEventListener('click', () => stopping.abort());
form.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement) void sort(Array.from(target.files ?? []));
});

/** Sorts photos by person; those chosen before are given up. */
async function sort(files: readonly File[]): Promise<void> {
  stopping.abort();
  stopping = new AbortController();
  const { signal } = stopping;
  clearPeople(people);
  // A folder holds other files, too.
  const photos = files.filter(({ type }) => type.startsWith('image/'));
  if (photos.length === 0) {
    state.textContent = 'There is no picture among these.';
    return;
  }
  work.hidden = false;
  try {
    state.textContent = 'Loading the models …';
    const engine = await starting;
    begin(`Looking at ${photos.length} photos …`, photos.length);
    const { faces, unreadable, unclear } = await findFaces(engine, photos, {
      signal,
      onPhoto: (done) => {
        progress.value = done;
      },
    });
    begin(`Sorting ${faces.length} faces …`, faces.length);
    const groups = await engine.groupFaces(
      faces.map(({ template }) => template),
      {
        signal,
        onProgress: ({ done }) => {
          progress.value = done;
        },
      },
    );
    showPeople(
      people,
      groups.map((group) => group.flatMap((index) => faces[index] ?? [])),
    );
    state.textContent = [
      faces.length === 0 ? 'No face was found.' : `Faces: ${faces.length}. People: ${groups.length}.`,
      unclear > 0 ? `Left out as unclear: ${unclear}.` : '',
      unreadable > 0 ? `Not readable: ${unreadable}.` : '',
    ].join(' ');
  } catch (error) {
    // Another choice of photos goes on by itself.
    if (stopping.signal !== signal) return;
    if (signal.aborted) state.textContent = 'Stopped.';
    else state.textContent = `That did not work. ${error instanceof Error ? error.message : error}`;
  }
  work.hidden = true;
}

/** Says what is done; how far it is stands in the progress bar alone, which is not read out at each step. */
function begin(stage: string, total: number): void {
  state.textContent = stage;
  [progress.value, progress.max] = [0, Math.max(total, 1)];
}

function find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}
