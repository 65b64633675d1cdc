import { html } from '../dom.ts';
import anotherPerson from './samples/another-person.svg?url';
import onePerson from './samples/one-person.svg?url';
import onePersonAgain from './samples/one-person-again.svg?url';

/** Pixels of the drawings: a face large enough for the models. */
const SIZE = { width: 480, height: 600 };

const PAIRS = [
  { label: 'One person, twice', addresses: [onePerson, onePersonAgain] },
  { label: 'Two people', addresses: [onePersonAgain, anotherPerson] },
] as const;

/** Pairs of drawn faces, to try the page with one click. @param use Takes the two pictures. */
export function createSamplePairs(use: (first: File, second: File) => void): HTMLElement {
  const buttons = PAIRS.map(({ label, addresses }) => {
    const [first, second] = addresses.map((src) => html('img', { src, ...SIZE, alt: '' }));
    // What is drawn from is not shown: WebKit keeps a picture's pixels as small as it shows them.
    const shown = [first, second].map((drawing) => drawing?.cloneNode());
    const button = html(
      'button',
      { type: 'button', class: 'button sample-pair' },
      html('span', { class: 'sample-pictures' }, ...shown),
      label,
    );
    button.addEventListener('click', async () => {
      if (first && second) use(await pixelsOf(first), await pixelsOf(second));
    });
    return button;
  });
  return html(
    'section',
    { class: 'samples', 'aria-labelledby': 'samples-title' },
    html('h2', { id: 'samples-title' }, 'Or try these'),
    html('div', { class: 'sample-pairs' }, ...buttons),
    html('p', { class: 'samples-note' }, 'They are drawn and show nobody.'),
  );
}

/** The engine reads pixels, as those of a photo. The drawing is loaded already: it is not asked for again. */
async function pixelsOf(drawing: HTMLImageElement): Promise<File> {
  await drawing.decode();
  const canvas = html('canvas', SIZE);
  canvas.getContext('2d')?.drawImage(drawing, 0, 0, SIZE.width, SIZE.height);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return new File(drawn ? [drawn] : [], 'drawing.png', { type: 'image/png' });
}
