/** What can be heard, and nothing else: an untaken P1, a new P2, and that this display lost its data. */
export type Tone = 'p1' | 'p2' | 'lost';

export interface Note {
  readonly hertz: number;
  readonly fromMs: number;
  readonly lastsMs: number;
}

/** Told apart by number and direction of the notes, not by pitch alone. */
export const tones: Readonly<Record<Tone, readonly Note[]>> = {
  p1: [0, 260, 520].flatMap((from) => [
    { hertz: 880, fromMs: from, lastsMs: 110 },
    { hertz: 1175, fromMs: from + 120, lastsMs: 110 },
  ]),
  p2: [
    { hertz: 660, fromMs: 0, lastsMs: 180 },
    { hertz: 784, fromMs: 220, lastsMs: 240 },
  ],
  lost: [
    { hertz: 523, fromMs: 0, lastsMs: 300 },
    { hertz: 392, fromMs: 330, lastsMs: 300 },
    { hertz: 262, fromMs: 660, lastsMs: 500 },
  ],
};
