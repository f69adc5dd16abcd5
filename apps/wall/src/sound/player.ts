import { tones, type Tone } from './tones.ts';

/** `armed`: a tone would be heard now. `blocked`: the browser wants a key or a click first. `none`: there is no sound here. */
export type Loudspeaker = 'armed' | 'blocked' | 'none';

export interface Player {
  state(): Loudspeaker;
  onChange(run: () => void): void;
  /** Only within a key or a click does a browser allow it; where it allows it anyway, at once. */
  arm(): void;
  play(tone: Tone): void;
}

const volume = 0.25;
/** Without a slope a note begins and ends with a click. */
const slopeMs = 12;

export function createPlayer(): Player {
  const context = typeof AudioContext === 'undefined' ? null : new AudioContext();
  return {
    state() {
      if (context === null) return 'none';
      return context.state === 'running' ? 'armed' : 'blocked';
    },
    onChange: (run) => context?.addEventListener('statechange', run),
    // Refused until somebody touches the page: the sign in the header says so meanwhile.
    arm: () => void context?.resume().catch(() => undefined),
    play(tone) {
      if (context?.state !== 'running') return;
      for (const { hertz, fromMs, lastsMs } of tones[tone]) playNote(context, hertz, fromMs, lastsMs);
    },
  };
}

function playNote(context: AudioContext, hertz: number, fromMs: number, lastsMs: number): void {
  const begins = context.currentTime + fromMs / 1000;
  const ends = begins + lastsMs / 1000;
  const slope = slopeMs / 1000;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, begins);
  gain.gain.linearRampToValueAtTime(volume, begins + slope);
  gain.gain.setValueAtTime(volume, ends - slope);
  gain.gain.linearRampToValueAtTime(0, ends);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(begins);
  oscillator.stop(ends);
}
