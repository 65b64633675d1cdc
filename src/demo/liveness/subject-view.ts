import { html } from '../dom.ts';
import { readForDisplay } from '../shown-picture.ts';

/** Shows what is being looked at: its name, and a preview if the browser can show one. */
export async function showSubject(place: HTMLElement, file: File, signal: AbortSignal): Promise<void> {
  place.replaceChildren(html('p', {}, file.name));
  const preview = await (file.type.startsWith('video/') ? firstFrame(file, signal) : picture(file));
  if (preview && !signal.aborted) place.prepend(preview);
}

async function picture(file: File): Promise<HTMLElement | undefined> {
  try {
    const { canvas } = await readForDisplay(file);
    canvas.setAttribute('aria-hidden', 'true');
    return canvas;
  } catch {
    return undefined;
  }
}

/** The video itself, standing still. It goes on reading its file until something else is looked at. */
async function firstFrame(file: File, signal: AbortSignal): Promise<HTMLElement | undefined> {
  const video = html('video', { muted: true, 'aria-hidden': 'true' });
  const url = URL.createObjectURL(file);
  signal.addEventListener('abort', () => {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  });
  try {
    await new Promise((resolve, reject) => {
      video.addEventListener('loadeddata', resolve, { once: true });
      video.addEventListener('error', reject, { once: true });
      video.src = url;
    });
    return video;
  } catch {
    return undefined;
  }
}
