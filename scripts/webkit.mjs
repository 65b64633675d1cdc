// Whether WebKitGTK's driver is there, with the browser that it starts and all that this needs without a screen.
import { canUseApt, installPackages } from './debian.mjs';
import { findProgram } from './find-program.mjs';

/** The browser's codecs are GStreamer's; a bus of its own is what GTK asks for. */
const PACKAGES = [
  'webkit2gtk-driver',
  'xvfb',
  'dbus-x11',
  'gstreamer1.0-plugins-base',
  'gstreamer1.0-plugins-good',
  'gstreamer1.0-plugins-bad',
  'gstreamer1.0-libav',
];

function findWebKit() {
  const driver = findProgram(['WebKitWebDriver']);
  const bus = findProgram(['dbus-run-session']);
  const display = findProgram(['Xvfb']);
  return driver && bus && display ? { driver, bus, display } : undefined;
}

/**
 * The paths of the driver and of what it runs in. In CI they are installed if one is missing; elsewhere the tests
 * that need them are skipped.
 */
export async function ensureWebKit() {
  if (!findWebKit() && process.env.CI && canUseApt()) await installPackages(...PACKAGES);
  return findWebKit();
}
