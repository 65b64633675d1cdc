import { ApiLiteError, createEngine } from 'inpage-face';
import { FaceCaptureElement } from 'inpage-face/capture';
import { registerFaceServiceWorker } from 'inpage-face/service-worker';

test('all entries are imported, and calls say where they belong', async () => {
  expect(new ApiLiteError('BPE-003002', 'No face.').code).toBe('BPE-003002');
  expect(FaceCaptureElement.name).toMatch(/./);
  await expect(createEngine()).rejects.toThrow(/browser/);
  await expect(registerFaceServiceWorker()).rejects.toThrow(TypeError);
});
