/** The first bytes of an mp4, and nothing after them: refused by what reads videos, whose script comes with the first one. */
const BROKEN_VIDEO = new Blob(['\0\0\0\x18ftypisom\0\0\x02\0isommp41']);

/**
 * The README's first steps in an app: compares the two photos chosen, asks over HTTP for the version, and has a broken
 * video looked at. Each app
 * gives what it imported from the package, in the way that its bundler knows.
 */
export async function start({ createEngine, registerFaceServiceWorker }) {
  const [first, second] = document.querySelectorAll('input');
  const answer = document.querySelector('output');
  try {
    const engine = await createEngine({
      assets: new URLSearchParams(location.search).get('assets') ?? undefined,
    });
    const compare = async () => {
      const [photoA, photoB] = [first.files[0], second.files[0]];
      if (!photoA || !photoB) return;
      const { score, decision } = await engine.extractAndCompare(photoA, photoB);
      await registerFaceServiceWorker({ script: 'service-worker.js', engine });
      const response = await fetch('version');
      const { core } = await response.json();
      const refusal = await engine.detect(BROKEN_VIDEO).catch((error) => error.code);
      answer.textContent = `${decision} ${score.toFixed(2)} by ${core} at ${response.headers.get('x-face-answered-by')}, video ${refusal}`;
    };
    for (const input of [first, second]) {
      input.addEventListener('change', () => compare().catch((error) => show(answer, error)));
      input.disabled = false;
    }
    await compare();
  } catch (error) {
    show(answer, error);
  }
}

function show(answer, error) {
  answer.textContent = `failed: ${error.message}`;
}
