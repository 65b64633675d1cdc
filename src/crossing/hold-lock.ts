/**
 * Resolves once the Web Lock is held; it is until this thread ends, by whatever cause: then whoever waits for it
 * gets it. Asking is not enough: another might ask next, and take a living thread for dead if it came first.
 */
export function holdLock(name: string): Promise<void> {
  return new Promise((held) => {
    if (!navigator.locks) return held();
    const untilTheEnd = new Promise<never>(() => undefined);
    navigator.locks
      .request(name, () => {
        held();
        return untilTheEnd;
      })
      // A page without a storage of its own has no locks, neither here nor there.
      .catch(() => held());
  });
}
