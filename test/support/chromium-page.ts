export { launchChromium } from '../../scripts/launch-chromium.ts';
