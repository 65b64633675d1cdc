import { byId } from './dom.ts';

/** Chromium's offer to install the page; TypeScript's DOM library does not know it. */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

/** Shows the button that installs the page as an app, if the browser offers that. */
export function offerInstallation(): void {
  const button = byId('install');
  let offer: BeforeInstallPromptEvent | undefined;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the button asks when the person wants it
    offer = event as BeforeInstallPromptEvent;
    button.hidden = false;
  });
  addEventListener('appinstalled', () => {
    button.hidden = true;
  });
  button.addEventListener('click', () => {
    button.hidden = true; // an offer holds once; the browser makes another if it is declined
    void offer?.prompt();
  });
}
