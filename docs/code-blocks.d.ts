// What the code in these pages takes for granted; test/unit/docs compiles it together with this file.
import type { FaceEngine, FaceGallery, PictureSource } from 'inpage-face';

declare global {
  const photo: File;
  const photos: File[];
  const anotherPhoto: File;
  const photoA: File;
  const photoB: File;
  const groupPhoto: File;
  const enrolmentPhoto: File;
  const selfie: File;
  const videoFile: File;
  const video: HTMLVideoElement;
  const template: Uint8Array<ArrayBuffer>;
  const storedTemplate: Uint8Array<ArrayBuffer>;
  const engine: FaceEngine;
  const gallery: FaceGallery<PictureSource>;
  const signal: AbortSignal;
  const passphrase: string;
  /** Shows the app's own words or figures to the person. */
  function show(...what: unknown[]): void;
  /** Keeps a person's picture and template, in the app's own way. */
  function enrol(...what: unknown[]): Promise<void>;

  /** Plugins of Rollup, as bundlers.md names them. */
  function nodeResolve(options: { browser: boolean }): object;
  function importMetaAssets(): object;
  /** What Jest gives its tests, as far as testing.md uses it. */
  const jest: {
    fn(): FakeMethod;
    mock(name: string, module: () => object): void;
    unstable_mockModule(name: string, module: () => object): void;
    requireActual(name: string): object;
  };
  interface FakeMethod {
    mockResolvedValue(answer: object): void;
    mockRejectedValue(error: Error): void;
  }
  interface ImportMeta {
    jest: typeof jest;
  }
  function test(behaviour: string, run: () => Promise<void>): void;
  function expect(actual: unknown): { toBe(expected: unknown): void };
}
