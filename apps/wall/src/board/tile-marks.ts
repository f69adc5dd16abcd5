import type { Alarm, Board, Flag, Status } from '@yagura/contract';

/** Signs that a tile bears beside its shape, the most telling first. */
const markFlags = ['taken', 'muted', 'flapping', 'grouped', 'simulated'] as const;
export type TileMark = (typeof markFlags)[number];

/** On a desk that is simulated as a whole the header says so once. */
export function marksOf({ flags }: Pick<Status, 'flags'>, isDeskSimulated: boolean): TileMark[] {
  return markFlags.filter((mark) => flags.includes(mark) && !(mark === 'simulated' && isDeskSimulated));
}

/** More would leave no room for the name, and of a lost site every tile would say that it is grouped: a name needs that room more. */
export function marksOnTile(status: Pick<Status, 'flags'>, isDeskSimulated: boolean, wide: boolean): TileMark[] {
  const marks = marksOf(status, isDeskSimulated);
  return wide ? marks.slice(0, 3) : marks.filter((mark) => mark !== 'grouped').slice(0, 1);
}

/** Who has it, and under what it is announced. */
export interface Belonging {
  readonly takenBy: string | null;
  readonly under: string | null;
}

const alone: Belonging = { takenBy: null, under: null };

/** Looked for only where a flag says that there is something: a wall has thousands of tiles. */
export function belongingOf(board: Pick<Board, 'alarms' | 'incidents'>, id: string, flags: readonly Flag[]): Belonging {
  const [isTaken, isGrouped] = [flags.includes('taken'), flags.includes('grouped')];
  if (!isTaken && !isGrouped) return alone;
  const alarm = board.alarms.find(({ members }) => members.includes(id));
  if (!alarm) return alone;
  const owner = board.incidents.find((incident) => incident.id === alarm.id)?.owner ?? null;
  return { takenBy: isTaken ? (owner?.person ?? null) : null, under: isGrouped ? under(alarm, id) : null };
}

function under({ root, title }: Alarm, id: string): string | null {
  return root.kind === 'component' && root.id === id ? null : title;
}

export interface Marked {
  readonly status: Pick<Status, 'reasons'>;
  readonly takenBy: string | null;
  /** It has a line for words. */
  readonly tall: boolean;
}

/** What a sign is called where a name has a line for words: who has it rather than that somebody has. In one line the name needs the room. */
export function markWord(mark: TileMark, { status, takenBy, tall }: Marked): string {
  if (mark === 'flapping') return tall ? `flapping ${flapsText(status)}` : flapsText(status);
  if (!tall) return '';
  return mark === 'taken' ? (takenBy ?? mark) : mark;
}

/** `×5` */
export function flapsText({ reasons }: Pick<Status, 'reasons'>): string {
  const flapping = reasons.find((reason) => reason.code === 'flapping');
  return flapping ? `×${flapping.changes}` : '';
}
