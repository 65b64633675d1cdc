import { describe, expect, test } from 'vitest';
import { DeviceLoss, type GpuDevice } from '../../../src/runtime/device-loss.ts';

function losable() {
  let lose: (info: GPUDeviceLostInfo) => void = () => {};
  const lost: GpuDevice['lost'] = new Promise((resolve) => {
    lose = resolve;
  });
  return { device: { lost }, lose: () => lose({ reason: 'unknown', message: 'driver restarted' }) };
}

describe('when a GPU device is lost', () => {
  test('the work that would hang is rejected, and so is all that follows', async () => {
    const { device, lose } = losable();
    const loss = new DeviceLoss();
    loss.watch(device);
    const hanging = loss.during(() => new Promise(() => {}));
    lose();
    await expect(hanging).rejects.toThrow('driver restarted');
    await expect(loss.during(async () => 1)).rejects.toThrow('driver restarted');
  });

  test('work that ended before keeps its result', async () => {
    const { device, lose } = losable();
    const loss = new DeviceLoss();
    loss.watch(device);
    const ended = loss.during(async () => 1);
    expect(await ended).toBe(1);
    lose();
    expect(await ended).toBe(1);
  });
});

test('work fails with its own error if the device is there', async () => {
  const failed = new Error('no such kernel');
  await expect(new DeviceLoss().during(() => Promise.reject(failed))).rejects.toBe(failed);
});
