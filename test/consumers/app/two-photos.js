/**
 * The README's first steps in an app: compares the two photos chosen, then asks over HTTP for the version. Each app
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
      answer.textContent = `${decision} ${score.toFixed(2)} by ${core} at ${response.headers.get('x-face-answered-by')}`;
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
