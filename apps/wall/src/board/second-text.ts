import type { BoardComponent, Status } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import { clockOfDesk } from '../app/wall.ts';
import type { DeskState } from '../desk/state.ts';
import { ageText } from './age.ts';
import { figureText } from './figure.ts';
import { flapsText } from './tile-marks.ts';
import { hasRoom, type TileText } from './tile-text.ts';
import { closedText, flagText, isAbnormal, stateText } from './tile-view.ts';

interface Room extends Pick<TileText, 'wide' | 'second'> {
  /** The word must carry, also where the age has no room. */
  readonly far: boolean;
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

function abnormalText(status: Status, second: number, { wide, far, second: line }: Room): string {
  const text = stateText(status, second);
  if (far && !hasRoom(line, text)) return healthWords[status.health];
  if (!far && !wide) return ageText(second - status.since / 1000);
  // The words stand beside their signs, each where both lines have room for all of it.
  return wordsOf(status).reduce((said, word) => (hasRoom(line, `${said} ${word}`) ? `${said} ${word}` : said), text);
}

function wordsOf(status: Status): string[] {
  return [flapsText(status), status.flags.includes('muted') ? 'muted' : ''].filter((word) => word !== '');
}
