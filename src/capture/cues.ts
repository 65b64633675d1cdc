/** What a person hears or feels. */
type Cue = 'gesture' | 'capture';

/** Frequencies in hertz, one after the other: a third for a step, upwards for the end. */
const TONES: Record<Cue, readonly number[]> = { gesture: [784], capture: [659, 988] };

/** Seconds of each tone, and how loud it is, 0 to 1. */
const TONE = { seconds: 0.14, gain: 0.12 };

/** Milliseconds of vibration, pause, vibration, … */
const VIBRATIONS: Record<Cue, number[]> = { gesture: [40], capture: [40, 60, 80] };

/** Tells by tones and vibration that something is done, to people who look into the camera and not at the screen. */
export class Cues {
  #audio: AudioContext | undefined;

  /** Opens the sound while the browser still takes it for an answer to the person's press. */
  prepare(): void {
    // A browser without it is silent.
    this.#audio ??= globalThis.AudioContext && new AudioContext();
    this.#audio?.resume().catch(() => undefined);
  }

  sound(cue: Cue): void {
    const audio = this.#audio;
    if (audio?.state !== 'running') return;
    for (const [index, frequency] of TONES[cue].entries()) {
      playTone(audio, frequency, audio.currentTime + index * TONE.seconds);
    }
  }

  vibrate(cue: Cue): void {
    // No iPhone has it.
    (navigator as Partial<Navigator>).vibrate?.(VIBRATIONS[cue]);
  }

  release(): void {
    this.#audio?.close().catch(() => undefined);
    this.#audio = undefined;
  }
}

function playTone(audio: AudioContext, frequency: number, start: number): void {
  const end = start + TONE.seconds;
  const volume = audio.createGain();
  // It swells and fades: one that is cut off clicks.
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(TONE.gain, start + 0.015);
  volume.gain.linearRampToValueAtTime(0, end);
  const oscillator = audio.createOscillator();
  oscillator.frequency.value = frequency;
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
