import type { BoardComponent, Status } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import { clockOfDesk } from '../app/wall.ts';
import type { DeskState } from '../desk/state.ts';
import { ageText } from './age.ts';
import { figureText } from './figure.ts';
import { textWidth } from './text-width.ts';
import { flapsText } from './tile-marks.ts';
import { closedText, flagText, isAbnormal, stateText } from './tile-view.ts';

interface Room {
  readonly wide: boolean;
  /** Where it is not wide the word must carry, not the age. */
  readonly far: boolean;
  /** In parts of its letters. */
  readonly room: number;
}

/** The second line of a tile: while it is well its figure, otherwise its state and age. */
export function secondText(state: DeskState, component: BoardComponent, index: number, room: Room): string | null {
  const { wide } = room;
  const status = state.told[index];
  if (!status) return null;
  if (isAbnormal(status.health)) return abnormalText(status, state.toldSecond, room);
  if (status.health === 'closed') return closedText(status, clockOfDesk(state), wide);
  if (status.health !== 'ok') return healthWords[status.health];
  return flagText(status) ?? figureText(component.figure, state.figures.values[index] ?? null, wide);
}

function abnormalText(status: Status, second: number, { wide, far, room }: Room): string {
  if (!wide) return far ? healthWords[status.health] : ageText(second - status.since / 1000);
  // The words stand beside their signs, each where both lines have room for all of it.
  return wordsOf(status).reduce(
    (text, word) => {
      const both = `${text} ${word}`;
      return textWidth(both) <= room ? both : text;
    },
    stateText(status, second),
  );
}

function wordsOf(status: Status): string[] {
  return [flapsText(status), status.flags.includes('muted') ? 'muted' : ''].filter((word) => word !== '');
}
