import { registerFaceServiceWorker } from './inpage-face/register-service-worker.js';

/** The templates of the people added, by name. */
const people = new Map();

const find = (selector) => document.querySelector(selector);
const say = (selector, text) => {
  find(selector).textContent = text;
};

start().catch((error) => say('#state', `This page needs a service worker. ${error.message}`));

async function start() {
  await navigator.serviceWorker.register('sw.js');
  const registration = await navigator.serviceWorker.ready;
  const faces = await registerFaceServiceWorker({ registration });
  await controlled();
  handle('#add', '#add-answer', addPerson);
  handle('#verify', '#verify-answer', verify);
  say('#state', 'Ready. Fetching what it takes to work offline …');
  try {
    await faces.keepOffline();
    say('#state', 'Ready, with or without a network.');
  } catch {
    say('#state', 'Ready as long as there is a network.');
  }
}

/** The page's own service worker claims it; a request before that would go to the network. */
async function controlled() {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return;
  await new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
}

/** Has a form do something, and says what came of it. */
function handle(form, answer, act) {
  const button = find(`${form} button`);
  button.disabled = false;
  find(form).addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    say(answer, 'One moment …');
    try {
      say(answer, await act(new FormData(event.target)));
    } catch (error) {
      say(answer, error.message);
    }
    button.disabled = false;
  });
}

async function addPerson(form) {
  const [name, portrait] = [form.get('name'), form.get('portrait')];
  const body = new Blob([portrait], { type: 'image/jpeg' });
  const response = await post('/v1/face/pattern/extract', body);
  people.set(name, await response.blob());
  const rows = [...people.keys()].map((each) =>
    Object.assign(document.createElement('li'), { textContent: each }),
  );
  find('#people').replaceChildren(...rows);
  find('#nobody').hidden = true;
  find('#add').reset();
  return `${name} is added.`;
}

async function verify(form) {
  find('#results').hidden = true;
  if (people.size === 0) return 'Add someone first: there is nobody to compare with.';
  const body = new FormData();
  body.append('sample_1', new Blob([form.get('probe')], { type: 'image/jpeg' }), 'probe.jpg');
  for (const [name, template] of people) body.append('templates_n', template, name);
  const response = await post('/v1/face/pattern/verify_n', body);
  const { results } = await response.json();
  results.sort((a, b) => b.score - a.score);
  find('#results tbody').replaceChildren(...results.map(rowOf));
  find('#results').hidden = false;
  const [best] = results;
  if (best.decision === 'approved') return `This is ${best.filename}.`;
  if (best.decision === 'operator_required') return `This may be ${best.filename}: look yourself.`;
  return 'This is none of them.';
}

/** The bytes decide what a picture is; the type must only be one that API Lite takes. */
async function post(path, body) {
  const response = await fetch(path, { method: 'POST', body });
  if (response.ok) return response;
  const { code, message } = await response.json();
  throw new Error(`${message} (${code})`);
}

function rowOf({ filename, score, decision }) {
  const row = document.createElement('tr');
  for (const text of [filename, score.toFixed(2), decision.replace('_', ' ')]) {
    row.append(Object.assign(document.createElement('td'), { textContent: text }));
  }
  return row;
}
