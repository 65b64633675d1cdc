/** The part of the device used here: `lost` resolves when it is lost. */
export type GpuDevice = Pick<GPUDevice, 'lost'>;

/** Ends the runs that a lost GPU device would leave hanging. */
export class DeviceLoss {
  #device: GpuDevice | undefined;
  #loss: Error | undefined;
  // No Promise.race with `lost`: that would keep every result as long as the device lives.
  readonly #waiting = new Set<(loss: Error) => void>();

  /** Begins to watch a device; it may be told again with each session. */
  watch(device: GpuDevice | undefined): void {
    if (!device || device === this.#device) return;
    this.#device = device;
    void device.lost.then(({ message }) => {
      this.#loss = new Error(`The GPU device is lost: ${message}`);
      for (const reject of this.#waiting) reject(this.#loss);
    });
  }

  /** What the work gives, or the loss if that comes first. */
  during<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#loss) return reject(this.#loss);
      this.#waiting.add(reject);
      void work()
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }
}
