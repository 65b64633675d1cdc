/** A slider moves faster than browsers let a page change its address. */
const REST_MS = 300;

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Which tab the address names: `how-sure` in `#how-sure/0.7`. */
export function tabInAddress(): string {
  return location.hash.slice(1).split('/')[0] ?? '';
}

/** What the address says of a tab's state: `0.7` in `#how-sure/0.7`. */
export function stateInAddress(tab: string): string | undefined {
  return tabInAddress() === tab ? location.hash.split('/')[1] : undefined;
}

/** Writes a tab's state into the address, to be linked to and to outlive a reload, once it rests. */
export function keepInAddress(tab: string, state: string): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (tabInAddress() === tab) history.replaceState(null, '', `#${tab}/${state}`);
  }, REST_MS);
}
