import type { Board } from '@yagura/contract';
import type { Story } from './played-desk.ts';

/** Monday, with London and Frankfurt open and New York half an hour from it. */
export const gallerySecond = Date.UTC(2026, 2, 2, 14, 3, 27);

export interface Situation {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly story: Story;
  readonly at?: number;
  /** Keys that are pressed once it is there. */
  readonly keys?: readonly string[];
  /** The relay is gone for so long. */
  readonly offlineForMs?: number;
}

const fullHd = { width: 1920, height: 1080 };
const uhd = { width: 3840, height: 2160 };
const upright = { width: 1080, height: 1920 };
const phone = { width: 390, height: 844 };

const calm: Story = {};
const oneDown: Story = { silent: { 'gw-xlon-1': 30_000 } };
const incidentOf = (board: Board, component: string) =>
  board.alarms.find(({ members }) => members.includes(component))?.id ?? '';

export const situations: readonly Situation[] = [
  { name: 'calm', ...fullHd, story: calm },
  { name: 'one-down', ...fullHd, story: oneDown },
  {
    name: 'one-down-and-taken',
    ...fullHd,
    story: {
      ...oneDown,
      does: [
        {
          ago: 20_000,
          does: (board) => ({
            kind: 'act',
            incident: incidentOf(board, 'gw-xlon-1'),
            expected: null,
            action: { verb: 'take' },
          }),
        },
      ],
    },
  },
  { name: 'one-down-explained', ...fullHd, story: oneDown, keys: ['ArrowRight', 'Enter'] },
  { name: 'offline', ...fullHd, story: oneDown, offlineForMs: 20_000 },
  { name: 'offline-4k', ...uhd, story: oneDown, offlineForMs: 20_000 },
  { name: 'one-down-4k', ...uhd, story: oneDown },
  { name: 'portrait', ...upright, story: oneDown },
  { name: 'phone', ...phone, story: oneDown },
  { name: 'phone-calm', ...phone, story: calm },
  { name: 'closed-weekend', ...fullHd, story: calm, at: Date.UTC(2026, 2, 1, 10, 3, 27) },
  { name: 'collector-lost', ...fullHd, story: { collectorLost: 20_000 } },
];
