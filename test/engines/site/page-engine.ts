import { createEngine, type FaceEngine } from '/inpage-face/inpage-face.js';

let engine: Promise<FaceEngine> | undefined;

/** The engine that the flows share; it keeps no templates, so that every flow runs the models. */
export function pageEngine(): Promise<FaceEngine> {
  engine ??= createEngine({ cache: false });
  return engine;
}

/** A file of the test site. */
export async function file(path: string): Promise<Blob> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`There is no ${path}`);
  return response.blob();
}

export const person = () => file('/files/person.jpg');
export const samePerson = () => file('/files/same-person.jpg');
export const otherPerson = () => file('/files/other-person.jpg');

/** Bytes as JSON can hold them. */
export function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** The outcome of a call, or the code and message of its error. */
export async function outcome<Result>(call: Promise<Result>): Promise<Result | string> {
  return call.catch((error: Error & { code?: string }) => `${error.code ?? error.name}: ${error.message}`);
}
