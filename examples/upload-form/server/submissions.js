import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closeChallenge } from './challenges.js';

/** Readable for whoever runs the server, and nobody else. A real one would encrypt it and delete it in time. */
const FOLDER = process.env.SUBMISSIONS ?? join(import.meta.dirname, '../submissions');

/** What is told to the sender. */
export class Refusal extends Error {}

/** Keeps a form that answers its challenge. @returns the id under which it lies. @throws {Refusal} */
export async function keepSubmission(form) {
  const picture = await bytesOf(form.get('picture'));
  const template = await bytesOf(form.get('template'));
  if (!isJpeg(picture)) throw new Refusal('The picture is no JPEG.');
  if (!isTemplate(template)) throw new Refusal('The template is none.');
  const transcript = parse(form.get('transcript'));
  if (!closeChallenge(transcript)) {
    throw new Refusal('These gestures are not the ones that were asked for, or it is too late for them.');
  }
  const id = randomUUID();
  const folder = join(FOLDER, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'picture.jpg'), picture);
  await writeFile(join(folder, 'template.bin'), template);
  await writeFile(join(folder, 'transcript.json'), JSON.stringify(transcript, null, 2));
  return id;
}

async function bytesOf(part) {
  if (!(part instanceof Blob)) throw new Refusal('The picture or the template is missing.');
  return Buffer.from(await part.arrayBuffer());
}

const isJpeg = (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));

/** By how it begins; the engine itself would look at its checksum, too. */
const isTemplate = (bytes) => bytes.subarray(0, 4).toString('latin1') === 'IPFT' && bytes.length < 10_000;

function parse(text) {
  try {
    const transcript = JSON.parse(text);
    if (typeof transcript === 'object' && transcript !== null) return transcript;
  } catch {
    // Refused below.
  }
  throw new Refusal('There is no transcript.');
}
