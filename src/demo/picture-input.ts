import { html } from './dom.ts';
import type { EngineHost } from './engine-host.ts';
import { takePicture } from './take-picture.ts';

/** What hears of the pictures a person hands over. */
export interface PictureInputHandlers {
  /** One or more pictures, in the order they came. */
  onPictures(files: [File, ...File[]]): void;
  /** The person dropped something that holds no file. */
  onNoFile(): void;
}

/** A part of the page that takes pictures, however they come. */
export interface PictureTaker {
  root: HTMLElement;
  use(files: readonly [File, ...File[]]): void;
}

/** The buttons that let a person hand over a picture. */
export interface PictureInput {
  /** Choose a file and take a picture, in the order of Tab. */
  controls: HTMLElement[];
  /** Opens the file picker. */
  choose(): void;
  focus(): void;
}

/**
 * Takes pictures by file picker, by camera, and by drop onto an element.
 *
 * @param name What the picture is, e.g. `First picture`.
 * @param area Where pictures can be dropped; it carries the class `is-dropping` while one hovers over it.
 */
export function createPictureInput(
  host: EngineHost,
  name: string,
  area: HTMLElement,
  handlers: PictureInputHandlers,
): PictureInput {
  const file = html('input', {
    type: 'file',
    accept: 'image/*',
    multiple: true,
    class: 'visually-hidden',
    'aria-label': `Choose a photo: ${name}`,
  });
  const camera = html(
    'button',
    { type: 'button', class: 'button', 'aria-label': `Use the camera: ${name}` },
    'Use the camera',
  );

  file.addEventListener('change', () => {
    const files = [...(file.files ?? [])];
    file.value = ''; // so that the same file can be chosen again
    if (isFilled(files)) handlers.onPictures(files);
  });
  camera.addEventListener('click', async () => {
    const picture = await takePicture(host);
    camera.focus();
    if (picture) handlers.onPictures([picture]);
  });
  watchDrops(area, handlers);

  return {
    controls: [html('label', { class: 'button button-primary file-button' }, file, 'Choose a photo'), camera],
    choose: () => file.click(),
    focus: () => file.focus(),
  };
}

function watchDrops(area: HTMLElement, handlers: PictureInputHandlers): void {
  let depth = 0; // dragenter and dragleave come for each element inside as well
  const mark = (change: number) => {
    depth = Math.max(0, depth + change);
    area.classList.toggle('is-dropping', depth > 0);
  };
  area.addEventListener('dragenter', () => mark(1));
  area.addEventListener('dragleave', () => mark(-1));
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(-depth);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (isFilled(files)) handlers.onPictures(files);
    else handlers.onNoFile();
  });
}

/** Calls back with the files a person pastes anywhere on the page while a panel shows. */
export function watchPaste(panel: HTMLElement, onPictures: (files: [File, ...File[]]) => void): void {
  document.addEventListener('paste', (event) => {
    if (panel.hidden) return;
    const files = [...(event.clipboardData?.files ?? [])];
    if (!isFilled(files)) return;
    event.preventDefault();
    onPictures(files);
  });
}

function isFilled(files: File[]): files is [File, ...File[]] {
  return files.length > 0;
}
