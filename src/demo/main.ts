import * as inpageFace from '../index.ts';
import { apiConsoleTab } from './api-console/api-console-tab.ts';
import { EngineHost } from './engine-host.ts';
import { showEngineStatus } from './engine-status.ts';
import { errorRatesTab } from './error-rates/error-rates-tab.ts';
import { galleryTab } from './gallery/gallery-tab.ts';
import { offerInstallation } from './install-button.ts';
import { liveTab } from './live/live-tab.ts';
import { livenessTab } from './liveness/liveness-tab.ts';
import { showOfflineReadiness } from './offline-readiness.ts';
import { isolated, startPageServiceWorker } from './page-service-worker.ts';
import { showTabs } from './tabs.ts';
import { verifyTab } from './verify/verify-tab.ts';

globalThis.inpageFace = inpageFace;

// A picture dropped beside the drop areas must not make the browser leave the page.
for (const event of ['dragover', 'drop'] as const) {
  addEventListener(event, (drag) => drag.preventDefault());
}

const host = new EngineHost();
showEngineStatus(host);
showOfflineReadiness();
offerInstallation();
startPageServiceWorker(host);
void isolated().then(() => host.engine);
showTabs([verifyTab, livenessTab, liveTab, galleryTab, errorRatesTab, apiConsoleTab], host);
