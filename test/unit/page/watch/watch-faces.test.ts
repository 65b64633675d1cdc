import { describe, expect, test, vi } from 'vitest';
import { ApiLiteError } from '../../../../src/contract/errors.ts';
import type { SeenFrame, WatchResume } from '../../../../src/engine/watched-frame.ts';
import type { FrameFeed, LiveFrame } from '../../../../src/page/watch/frame-feed.ts';
import { watchFaces } from '../../../../src/page/watch/watch-faces.ts';

const frame = (time?: number): LiveFrame => ({ image: new Blob(), time, handed: [] });

function feedOf(frames: LiveFrame[]) {
  return {
    isLive: true,
    dropped: 0,
    next: vi.fn(async () => frames.shift()),
    close: vi.fn(),
  } satisfies FrameFeed;
}

const lost = () => new ApiLiteError('BPE-001001', 'The worker was stopped.');

function seen(...ids: number[]): SeenFrame {
  const point = { x: 0, y: 0 };
  const face = {
    box: { x: 0, y: 0, width: 1, height: 1 },
    points: [point, point, point, point, point] as const,
    pose: { yaw: 0, pitch: 0, roll: 0 },
    score: 1,
  };
  return { width: 4, height: 3, faces: ids.map((id) => ({ ...face, points: [...face.points], id })) };
}

/** A worker that answers each frame in turn; an error is thrown. */
function workerOf(...answers: (SeenFrame | Error)[]) {
  const resumes: WatchResume[] = [];
  return {
    resumes,
    close: vi.fn(),
    look: vi.fn(async (_: LiveFrame, resume: WatchResume) => {
      resumes.push(resume);
      const answer = answers.shift() ?? seen();
      if (answer instanceof Error) throw answer;
      return answer;
    }),
  };
}

describe('a loop over live video', () => {
  test('asks for a frame only when a result is asked for', async () => {
    const feed = feedOf([frame(1), frame(2)]);
    const watch = watchFaces(() => feed, workerOf(seen(1), seen(1)), undefined);
    expect(feed.next).not.toHaveBeenCalled();
    expect((await watch.next()).value).toMatchObject({ time: 1, faces: [{ id: 1 }] });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(feed.next).toHaveBeenCalledTimes(1);
    await watch.return();
  });

  test('opens no source before, and none for a signal that is aborted already', async () => {
    const open = vi.fn(() => feedOf([]));
    const watch = watchFaces(open, workerOf(), AbortSignal.abort('not now'));
    await expect(watch.next()).rejects.toBe('not now');
    expect(open).not.toHaveBeenCalled();
  });

  test('says how many frames were dropped since the last result', async () => {
    const feed = feedOf([frame(1), frame(2), frame(3)]);
    const watch = watchFaces(() => feed, workerOf(), undefined);
    const dropped: (number | undefined)[] = [];
    for (const sum of [0, 4, 4]) {
      Object.assign(feed, { dropped: sum });
      const { value } = await watch.next();
      dropped.push(value?.dropped);
    }
    expect(dropped).toEqual([0, 4, 0]);
  });

  test('lets go of the source and of the worker, however it ends', async () => {
    const [ended, broken, failed] = [feedOf([]), feedOf([frame()]), feedOf([frame()])];
    const workers = [workerOf(), workerOf(), workerOf(new ApiLiteError('BPE-001002', 'No model.'))] as const;
    for await (const _ of watchFaces(() => ended, workers[0], undefined));
    for await (const _ of watchFaces(() => broken, workers[1], undefined)) break;
    await expect(watchFaces(() => failed, workers[2], undefined).next()).rejects.toThrow('No model');
    for (const feed of [ended, broken, failed]) expect(feed.close).toHaveBeenCalled();
    for (const worker of workers) expect(worker.close).toHaveBeenCalledOnce();
  });

  test('an abort lets go of the source at once, though the app is busy with a result', async () => {
    const feed = feedOf([frame(), frame()]);
    const controller = new AbortController();
    const watch = watchFaces(() => feed, workerOf(), controller.signal);
    await watch.next();
    controller.abort('enough');
    expect(feed.close).toHaveBeenCalled();
    await expect(watch.next()).rejects.toBe('enough');
  });
});

describe('a worker that is lost', () => {
  test('takes one frame along; the next one goes on with the ids so far', async () => {
    const worker = workerOf(seen(1, 2), lost(), seen(2));
    const watch = watchFaces(() => feedOf([frame(1), frame(2), frame(3)]), worker, undefined);
    await watch.next();
    expect((await watch.next()).value).toMatchObject({ time: 3 });
    expect(worker.resumes[2]).toMatchObject({ nextId: 3, people: [{ id: 1 }, { id: 2 }] });
  });

  test('over frame after frame ends the loop', async () => {
    const watch = watchFaces(
      () => feedOf([frame(), frame(), frame()]),
      workerOf(lost(), lost(), lost()),
      undefined,
    );
    await expect(watch.next()).rejects.toMatchObject({ code: 'BPE-001001' });
  });
});
