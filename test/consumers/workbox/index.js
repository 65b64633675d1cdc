import { registerFaceServiceWorker } from 'inpage-face/service-worker';

const output = document.querySelector('output');
try {
  await navigator.serviceWorker.register('sw.js');
  const registration = await navigator.serviceWorker.ready;
  await registerFaceServiceWorker({ registration });
  output.textContent = `version ${APP_VERSION}, ${await answer()}`;
} catch (error) {
  output.textContent = `failed: ${error.message}`;
}

/** Who answers API Lite's requests. */
async function answer() {
  if (!navigator.serviceWorker.controller) return 'not controlled yet';
  const response = await fetch('version');
  return `${response.status} by ${response.headers.get('x-face-answered-by')}`;
}
