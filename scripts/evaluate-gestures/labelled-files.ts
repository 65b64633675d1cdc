import { GESTURES, type Gesture } from '../../src/vision/gestures/gesture-names.ts';
import { pathInList, readList } from '../measuring/labelled-list.ts';
import { SetupError } from '../project.mjs';

/** What a picture shows, as a person who looked at it says. */
const SHOWN = ['neutral', 'talking', 'smile', 'open-mouth', 'closed-eyes'] as const;

type Shown = (typeof SHOWN)[number];

export interface LabelledPicture {
  file: string;
  shows: Shown;
}

/** Where a gesture is made in a video, in seconds, as a person who looked at it says. */
interface GestureSpan {
  gesture: Gesture;
  from: number;
  to: number;
}

export interface LabelledVideo {
  file: string;
  spans: GestureSpan[];
}

/**
 * The pictures and the videos that lists name: tab-separated, with the header `file`, `shows`, or `file`, `gesture`, `from`,
 * `to`.
 *
 * @throws {SetupError} naming the line that is not of that form
 */
export async function readLists(
  lists: readonly string[],
): Promise<{ pictures: LabelledPicture[]; videos: LabelledVideo[] }> {
  const pictures: LabelledPicture[] = [];
  const videos = new Map<string, LabelledVideo>();
  for (const list of lists) {
    const [header = '', ...lines] = (await readList(list)).trimEnd().split('\n');
    for (const [at, line] of lines.entries()) {
      const [name = '', label = '', from, to] = line.split('\t');
      const file = pathInList(list, name);
      if (header === 'file\tshows' && isOneOf(SHOWN, label)) {
        pictures.push({ file, shows: label });
        continue;
      }
      const video = videos.get(file) ?? { file, spans: [] };
      videos.set(file, video);
      if (isOneOf(GESTURES, label)) video.spans.push({ gesture: label, from: Number(from), to: Number(to) });
      else if (label !== '') throw new SetupError(`${list}, line ${at + 2}: "${label}" is no label.`);
    }
  }
  return { pictures, videos: [...videos.values()] };
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}
