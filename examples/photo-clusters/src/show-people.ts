import type { FoundFace } from './find-faces';

/** Draws a section for each person, with the photos that show them. */
export function showPeople(place: Element, people: readonly (readonly FoundFace[])[]): void {
  place.replaceChildren(...people.map((faces, index) => sectionOf(faces, `Person ${index + 1}`)));
}

/** Lets go of the small pictures that are shown. */
export function clearPeople(place: Element): void {
  for (const { src } of place.querySelectorAll('img')) URL.revokeObjectURL(src);
  place.replaceChildren();
}

function sectionOf(faces: readonly FoundFace[], name: string): HTMLElement {
  const heading = document.createElement('h2');
  heading.textContent = `${name}, ${faces.length === 1 ? '1 photo' : `${faces.length} photos`}`;
  const list = document.createElement('ul');
  list.append(...faces.map(portraitOf));
  const section = document.createElement('section');
  section.className = 'card';
  section.append(heading, list);
  return section;
}

function portraitOf({ photo, portrait }: FoundFace): HTMLElement {
  const picture = document.createElement('img');
  picture.src = portrait;
  picture.alt = `Face in ${photo.name}`;
  picture.title = photo.name;
  const item = document.createElement('li');
  item.append(picture);
  return item;
}
