import '/inpage-face/capture.js';

/** What `<face-capture>` comes to on this machine: it guides the person, or says why it can't. */
export async function capture() {
  const element = document.querySelector('face-capture');
  if (!element) throw new Error('The page has no <face-capture>');
  const told = new Promise<string>((resolve) => {
    element.addEventListener('guidance', ({ detail }) => resolve(`guidance ${detail.code}`), { once: true });
    element.addEventListener('capture-error', ({ detail }) => resolve(`error ${detail.reason}`), {
      once: true,
    });
  });
  element.start();
  const what = await told;
  const shown = element.shadowRoot?.querySelector('[role=status], [role=alert]')?.textContent ?? '';
  element.stop();
  return { what, shown };
}
