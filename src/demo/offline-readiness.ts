import { byId } from './dom.ts';

let ready = false;
let show = () => {};

/** Says in the header whether the page and all its models are kept for use without a network. */
export function showOfflineReadiness(): void {
  const badge = byId('offline-badge');
  show = () => {
    badge.classList.toggle('is-ready', ready);
  };
  show();
}

/** Tells that everything the page needs is kept, or is no longer. */
export function setOfflineReady(value: boolean): void {
  ready = value;
  show();
}
