import type { Gesture, Step } from './gestures';

/** What the server wants to see. */
export interface Challenge {
  id: string;
  gestures: Gesture[];
}

/** All that is sent. */
export interface Submission {
  challenge: Challenge;
  picture: Blob;
  template: Uint8Array<ArrayBuffer>;
  steps: readonly Step[];
}

export async function fetchChallenge(): Promise<Challenge> {
  return (await answered(await fetch('/challenge'))).json();
}

/** @returns The number under which the server keeps it. */
export async function send({ challenge, picture, template, steps }: Submission): Promise<string> {
  const form = new FormData();
  form.append('picture', picture, 'picture.jpg');
  form.append('template', new Blob([template]), 'template.bin');
  form.append('transcript', JSON.stringify({ challenge: challenge.id, steps }));
  const response = await answered(await fetch('/submissions', { method: 'POST', body: form }));
  return (await response.json()).id;
}

/** The answer, if it is no refusal. @throws {Error} With the server's reason. */
async function answered(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new Error((await response.json()).message);
}
