import { type AfterViewInit, Component, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { createEngine, type EngineOptions } from 'inpage-face';
import { type FaceServiceWorkerOptions, registerFaceServiceWorker } from 'inpage-face/service-worker';
import { start } from '../two-photos.js';

/** Where angular.json has the package's files copied to. */
const assets = 'inpage-face/';

@Component({
  selector: 'app-root',
  template: `
    <input type="file" disabled aria-label="First photo" />
    <input type="file" disabled aria-label="Second photo" />
    <output></output>
  `,
})
class App implements AfterViewInit {
  ngAfterViewInit(): void {
    void start({
      createEngine: (options: EngineOptions) => createEngine({ ...options, assets }),
      registerFaceServiceWorker: (options: FaceServiceWorkerOptions) =>
        registerFaceServiceWorker({ ...options, assets }),
    });
  }
}

void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
