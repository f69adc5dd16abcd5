import type { Health } from '@yagura/contract';
import type { TileMark } from './tile-marks.ts';

/** The shapes of the states in a box of 24 by 24, for elements and for the picture alike. Quiet states have none. */
export const shapePaths: Readonly<Partial<Record<Health, string>>> = {
  down: 'M12 1l9.5 5.5v11L12 23l-9.5-5.5v-11z',
  degraded: 'M12 2l11 20H1z',
  'no-sight':
    'M7 8.2C7.2 4.6 9.2 2.6 12.2 2.6c3 0 5.1 1.9 5.1 4.7 0 2.2-1.2 3.4-2.6 4.4-1.2.9-1.5 1.4-1.5 2.6v.9h-3.1v-1.2c0-2.2.9-3.3 2.3-4.3 1.1-.8 1.6-1.3 1.6-2.3 0-1.1-.7-1.9-1.9-1.9-1.2 0-2 .9-2.1 2.7zM9.9 17.6h3.5v3.6H9.9z',
  planned: 'M1 8h22v8H1z',
};

/** A bell that is struck out: what is filled, and the stroke through it. */
export const mutedPaths = {
  filled:
    'M12 2a6.5 6.5 0 0 1 6.5 6.5c0 5 1.3 6.6 2.8 8H2.7c1.5-1.4 2.8-3 2.8-8A6.5 6.5 0 0 1 12 2zM9.3 18.5h5.4a2.7 2.7 0 0 1-5.4 0z',
  struck: 'M2.5 1.5l19 21',
} as const;

/** The other signs: lines in the colour of the letters; of who has it, a tick on a dark field. */
export const signPaths: Readonly<Record<Exclude<TileMark, 'muted'>, string>> = {
  taken: 'M5.5 12.5l4.5 4.8 8.5-10',
  flapping: 'M1.5 16L6.5 7l5.5 10L17.5 7l5 9',
  grouped: 'M10 8.5H7a4.5 4.5 0 0 0 0 9h3M14 6.5h3a4.5 4.5 0 0 1 0 9h-3M8.5 12.5h7',
  simulated:
    'M3 3h18v18H3zM15.5 8.2c-.8-1-1.9-1.4-3.3-1.4-1.9 0-3.2.9-3.2 2.4 0 3.4 6.7 1.5 6.7 5.1 0 1.6-1.5 2.7-3.6 2.7-1.7 0-3-.6-3.9-1.8',
};
