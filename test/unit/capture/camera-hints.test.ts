import { describe, expect, test } from 'vitest';
import {
  type FrameFacts,
  frameHints,
  type TrackFacts,
  trackHints,
} from '../../../src/capture/camera-hints.ts';

const WEBCAM: TrackFacts = {
  label: 'HD Pro Webcam C920 (046d:082d)',
  settings: { deviceId: 'd', groupId: 'g' },
  capabilities: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 30 } },
  isPhone: false,
};

describe('a camera’s track', () => {
  test('of a device gives nothing away', () => {
    expect(trackHints(WEBCAM)).toEqual([]);
    expect(trackHints({ ...WEBCAM, capabilities: undefined })).toEqual([]);
    const phone = { ...WEBCAM, label: 'camera2 1, facing front', isPhone: true };
    expect(trackHints({ ...phone, settings: { ...phone.settings, facingMode: 'user' } })).toEqual([]);
  });

  test.for([
    'OBS Virtual Camera',
    'ManyCam Virtual Webcam',
    'Snap Camera',
    'XSplit VCam',
    'Dummy video device (0x0000)',
    'fake_device_0',
  ])('of a program is known by its name: %s', (label) => {
    expect(trackHints({ ...WEBCAM, label })).toEqual(['virtual-label']);
  });

  test.for(['FaceTime HD Camera', 'Logi Capture Dock', 'Jobs Camera', 'USB2.0 HD UVC WebCam', ''])(
    'of a device is not known by part of a word: %s',
    (label) => {
      expect(trackHints({ ...WEBCAM, label })).toEqual([]);
    },
  );

  test('that the page made itself lacks what devices have', () => {
    const made = { label: '', settings: { deviceId: 'd' }, capabilities: {}, isPhone: true };
    expect(trackHints(made)).toEqual(['no-device', 'no-facing-mode', 'no-capabilities']);
  });
});

/** So many frames of 30 a second. @param jitter Seconds, of every second one. */
function framesOf(count: number, jitter: number, fingerprintOf: (index: number) => number): FrameFacts[] {
  return Array.from({ length: count }, (_, index) => ({
    time: index / 30 + (index % 2) * jitter,
    fingerprint: fingerprintOf(index),
  }));
}

describe('a camera’s frames', () => {
  test('of a sensor differ, and come about in time', () => {
    expect(
      frameHints(
        framesOf(60, 0.001, (index) => index),
        30,
      ),
    ).toEqual([]);
  });

  test('of a loop return', () => {
    expect(
      frameHints(
        framesOf(60, 0.001, (index) => index % 40),
        30,
      ),
    ).toEqual(['equal-frames']);
    expect(
      frameHints(
        framesOf(60, 0.001, (index) => index % 50),
        30,
      ),
      'a driver’s slip',
    ).toEqual([]);
  });

  test('of a clock without jitter are regular, also if some were not looked at', () => {
    const every = framesOf(90, 0, (index) => index);
    const some = every.filter((_, index) => index % 7 < 3);
    expect(frameHints(every, 30)).toEqual(['regular-frames']);
    expect(frameHints(some, 30)).toEqual(['regular-frames']);
    expect(frameHints(some, undefined)).toEqual([]);
  });

  test('are too few to tell at first', () => {
    expect(
      frameHints(
        framesOf(8, 0, () => 1),
        30,
      ),
    ).toEqual([]);
  });
});
