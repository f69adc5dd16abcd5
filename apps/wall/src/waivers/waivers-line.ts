import type { WaiverBrief } from '@yagura/contract';
import { countdown } from '../header/markets-line.ts';

export interface WaiversLine {
  /** `muted: 4`, `work: 2`, `to approve: 1`; nothing of what there is none of. */
  readonly counts: readonly string[];
  /** `one ends in 8 min`: soon somebody is called for again. */
  readonly soon: string | null;
}

const soonSeconds = 600;

/** What every wall says of mutes and plans: how many are in force, and that one of them is about to end. */
export function waiversLine(briefs: readonly WaiverBrief[], second: number): WaiversLine {
  const inForce = briefs.filter(({ state }) => state === 'in-force');
  const count = (wanted: WaiverBrief['kind']) => inForce.filter(({ kind }) => kind === wanted).length;
  const counts = [
    ['muted', count('mute')] as const,
    ['work', count('plan')] as const,
    ['to approve', briefs.filter(({ state }) => state === 'proposed').length] as const,
  ];
  const ends = inForce.map(({ until }) => until / 1000 - second).filter((left) => left > 0 && left <= soonSeconds);
  const first = Math.min(...ends);
  return {
    counts: counts.filter(([, number]) => number > 0).map(([word, number]) => `${word}: ${number}`),
    soon:
      ends.length === 0
        ? null
        : `${ends.length === 1 ? 'one ends' : `${ends.length} end, the first`} in ${countdown(first)}`,
  };
}

/** `muted until 15:03`, by the first of its mutes to end; nothing of what is not muted. */
export function mutedText(muted: boolean, mutes: readonly Pick<WaiverBrief, 'until'>[]): string | null {
  if (!muted) return null;
  if (mutes.length === 0) return 'muted';
  return `muted until ${new Date(Math.min(...mutes.map(({ until }) => until))).toISOString().slice(11, 16)}`;
}
