import { expect, test } from 'vitest';
import { typeCheck } from '../docs/type-check.ts';

const DISPOSABLE = `
import { createEngine } from 'inpage-face';
const whole: Disposable & AsyncDisposable = engine;
const part: Disposable & AsyncDisposable = gallery;
{
  using mine = await createEngine();
  await using staff = await mine.gallery('staff');
  show(staff.name, whole, part);
}`;

/** Every reason has to be there, and no other. */
const CLOSED = `
import type { ApiLiteError, ApiLiteErrorCode, ApiLiteErrorReason, ErrorResponse, StorageError } from 'inpage-face';
import type { CaptureErrorDetail } from 'inpage-face/capture';
declare const error: ApiLiteError;
declare const body: ErrorResponse;
declare const storage: StorageError;
declare const capture: CaptureErrorDetail;
const reasons: Record<ApiLiteErrorReason, true> = {
  'unreadable-picture': true, 'no-face': true, 'several-faces': true, 'no-template': true,
  'too-blurred': true, 'too-dark': true, 'too-bright': true, 'too-small': true, 'cut-off': true, 'turned-away': true, covered: true,
  'unreadable-template': true, 'other-model': true, 'unusable-medium': true, 'wrong-payload': true,
  'wrong-content-type': true, 'wrong-http-method': true, 'unreadable-request': true, inoperative: true,
  'app-updated': true, unexpected: true,
  'no-surroundings': true, 'no-motion': true, 'too-few-frames': true, 'person-changed': true,
};
const code: ApiLiteErrorCode = body.code;
show(reasons[error.reason], code, error.toJSON().code === body.code);
show(storage.reason === 'quota', capture.reason === 'camera-busy');`;

/** A line of an app, and what the compiler must say of it. */
const WRONG: [line: string, complaint: string][] = [
  ['await engine.health({ transfer: true });', "'transfer' does not exist"],
  ['await engine.version({ onTimings: show });', "'onTimings' does not exist"],
  ['await engine.compare(template, template, { transfer: true });', "'transfer' does not exist"],
  ['await engine.compareN(template, [], { transfer: true });', "'transfer' does not exist"],
  ['await engine.extract(photo, { templates: true });', "'templates' does not exist"],
  ['await engine.detect(photo, { onProgress: show });', 'No overload matches'],
  ['await engine.detect({ media: [] }, { transfer: true });', 'No overload matches'],
  ['engine.serve(new MessageChannel().port1);', "'serve' does not exist"],
  ['await engine.cache.figures();', "'figures' does not exist"],
  ['show((await engine.storage.info()).kind);', "'kind' does not exist"],
  ["await engine.gallery('a', { passphrase });", "'passphrase' does not exist"],
  ["await engine.gallery('a', { protection: { passphras: passphrase } });", "'passphras' does not exist"],
  ["await engine.gallery('a', { unlinkable: { secrt: template } });", "'secrt' does not exist"],
  ['await gallery.exportVectors({});', 'not assignable'],
  ['await gallery.reissue(false);', 'not assignable'],
  ["await gallery.changeProtection('passphrase');", 'not assignable'],
  ["declare const error: import('inpage-face').ApiLiteError; show(error.reason === 'noface');", 'no overlap'],
  ["declare const body: import('inpage-face').ErrorResponse; show(body.code === 'BPE-1');", 'no overlap'],
  ["declare const old: import('inpage-face').ApiLiteError; old.toResponse();", "'toResponse' does not exist"],
  [
    "declare const faces: import('inpage-face/service-worker').FaceServiceWorker; await faces.setMode('local', 'detect');",
    "no properties in common with type 'SetModeOptions'",
  ],
  [
    "await (await import('inpage-face/service-worker')).registerFaceServiceWorker({ engine: { serve: show } });",
    "'serve' does not exist",
  ],
];

test('an app’s right code compiles, and each wrong line is found', () => {
  const wrong = WRONG.map(([line]) => line).join('\n');
  const blocks = Object.entries({ disposable: DISPOSABLE, closed: CLOSED, wrong }).map(([file, text]) => ({
    file,
    line: 1,
    language: 'ts',
    text,
  }));
  expect(typeCheck(blocks)).toEqual(
    WRONG.map(([, complaint], at) => expect.stringMatching(new RegExp(`^wrong:${at + 1}: .*${complaint}`))),
  );
});
