import { maxWaiversOnBoard, type WaiverBrief } from '@yagura/contract';
import { countdown } from '../header/venue-band.ts';

const soonSeconds = 600;

/**
 * `muted: 4`, `work: 2`, `one ends in 8 min`, `to approve: 1`: what every wall says of mutes and plans, and nothing of what there
 * is none of. What can wait stands last, because what has no room is left away.
 */
export function waiversLine(briefs: readonly WaiverBrief[], second: number): string[] {
  const inForce = briefs.filter(({ state }) => state === 'in-force');
  const count = (wanted: WaiverBrief['kind']) => inForce.filter(({ kind }) => kind === wanted).length;
  const proposed = briefs.filter(({ state }) => state === 'proposed').length;
  // What is in force comes first, so only of what waits some may be left out.
  const more = briefs.length >= maxWaiversOnBoard ? '+' : '';
  const told = (word: string, number: number, rest = '') => (number > 0 ? [`${word}: ${number}${rest}`] : []);
  return [
    ...told('muted', count('mute')),
    ...told('work', count('plan')),
    ...endingSoon(inForce, second),
    ...told('to approve', proposed, more),
  ];
}

/** Soon somebody may be called for again. */
function endingSoon(inForce: readonly WaiverBrief[], second: number): string[] {
  const ends = inForce.map(({ until }) => until / 1000 - second).filter((left) => left > 0 && left <= soonSeconds);
  if (ends.length === 0) return [];
  const who = ends.length === 1 ? 'one ends' : `${ends.length} end, the first`;
  return [`${who} in ${countdown(Math.min(...ends))}`];
}

/** `muted until 15:03`, by the first of its mutes to end; nothing of what is not muted. */
export function mutedText(muted: boolean, mutes: readonly Pick<WaiverBrief, 'until'>[]): string | null {
  if (!muted) return null;
  if (mutes.length === 0) return 'muted';
  return `muted until ${new Date(Math.min(...mutes.map(({ until }) => until))).toISOString().slice(11, 16)}`;
}
