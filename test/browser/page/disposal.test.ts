import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEngine, type FaceEngine, type FaceGallery, type PictureSource } from '../../../src/index.ts';
import { captureWorkers } from '../../support/captured-workers.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

let workers: Worker[];
let ended: { contexts: unknown[] };

beforeEach(() => {
  ended = vi.spyOn(Worker.prototype, 'terminate').mock;
  workers = captureWorkers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const start = (): Promise<FaceEngine> => createEngine({ cache: false });

/** Resolves once every worker that was started is ended. */
const allEnded = (): Promise<void> => vi.waitFor(() => expect(ended.contexts).toEqual(workers), PATIENCE_MS);

describe('an engine', () => {
  test('is disposed at the end of a block with `using`', async () => {
    let left: FaceEngine;
    {
      using engine = await start();
      left = engine;
      expect((await engine.version()).core).toBeDefined();
      expect(ended.contexts).toEqual([]);
    }
    await expect(left.version()).rejects.toThrow(TypeError);
    await allEnded();
  });

  test('is disposed by `await using`, and if the block throws', async () => {
    const failing = async () => {
      await using engine = await start();
      expect(engine).toBeDefined();
      throw new Error('the app’s own');
    };
    await expect(failing()).rejects.toThrow('the app’s own');
    await allEnded();
  });

  test('can be disposed by a stack, and twice', async () => {
    const stack = new DisposableStack();
    const engine = stack.use(await start());
    const call = engine.health();
    stack.dispose();
    engine.dispose();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await allEnded();
  });
});

describe('a gallery', () => {
  let engine: FaceEngine;
  let left: FaceGallery<PictureSource>;
  beforeEach(async () => {
    engine = await start();
  });
  afterEach(async () => {
    engine = ended.contexts.length > 0 ? await start() : engine;
    await engine.eraseAll();
    engine.dispose();
  });

  test('is closed at the end of a block with `await using`; what is stored stays', async () => {
    {
      await using gallery = await engine.gallery('disposal', { unlinkable: true });
      left = gallery;
    }
    await expect(left.info()).rejects.toThrow('The gallery was closed');
    await using again = await engine.gallery('disposal');
    expect((await again.info()).unlinkable).toBe(true);
  });

  test('is closed by `using`, from its next call on', async () => {
    {
      using gallery = await engine.gallery('disposal');
      left = gallery;
    }
    await expect(left.info()).rejects.toThrow('The gallery was closed');
  });

  test('takes no more calls while it closes, and may be closed twice', async () => {
    const gallery = await engine.gallery('disposal');
    const closing = gallery.close();
    await expect(gallery.info()).rejects.toThrow('The gallery was closed');
    await closing;
    await gallery.close();
  });

  test('may outlive its engine', async () => {
    await using gallery = await engine.gallery('disposal');
    engine.dispose();
    await expect(gallery.info()).rejects.toThrow('This engine was disposed');
  });
});
