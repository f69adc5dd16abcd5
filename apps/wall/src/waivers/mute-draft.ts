import { longestMuteMs, muteBodySchema, type MuteBody } from '@yagura/contract';

export const howLong = ['30 min', '1 h', '4 h', 'shift', 'time'] as const;
export type HowLong = (typeof howLong)[number];

/** What somebody has written so far of a mute. */
export interface MuteDraft {
  /** Everything of the incident, or the component alone. */
  readonly whole: boolean;
  readonly lasts: HowLong;
  /** A UTC clock such as 18:30; only where it lasts until a time. */
  readonly clock: string;
  readonly reason: string;
  readonly level: 'as-now' | 'whatever';
}

/** What it is about: a component, an incident, or a component and the incident that it belongs to. */
export interface Subject {
  readonly component: string | null;
  readonly incident: string | null;
}

export function emptyMute({ component }: Subject): MuteDraft {
  return { whole: component === null, lasts: '1 h', clock: '', reason: '', level: 'as-now' };
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const spans: Readonly<Partial<Record<HowLong, number>>> = {
  '30 min': 30 * minuteMs,
  '1 h': 60 * minuteMs,
  '4 h': 240 * minuteMs,
};

/** When it ends, or what is missing. A span is counted from now, or from where it would end; a clock that has passed means tomorrow's. */
export function endOf(
  { lasts, clock }: Pick<MuteDraft, 'lasts' | 'clock'>,
  now: number,
  shiftEnd: number | null,
  countedFrom = now,
): number | string {
  const span = spans[lasts];
  if (span !== undefined) return countedFrom + span;
  if (lasts === 'shift') return shiftEnd ?? 'Nobody knows when your shift ends: choose a time.';
  return nextAt(clock, now) ?? 'Until when?';
}

function nextAt(clock: string, now: number): number | null {
  const parts = /^([01]?\d|2[0-3]):?([0-5]\d)$/.exec(clock.trim());
  if (parts === null) return null;
  const today = now - (now % dayMs) + (Number(parts[1]) * 60 + Number(parts[2])) * minuteMs;
  return today > now ? today : today + dayMs;
}

const hourMs = 60 * minuteMs;

/** A session outlasts its shift by an hour, and a prolonged one is all that there is to go by. */
export function shiftEndOf(sessionEndsAt: number, now: number): number | null {
  const end = sessionEndsAt - hourMs > now ? sessionEndsAt - hourMs : sessionEndsAt;
  return end > now && end <= now + longestMuteMs ? end : null;
}

/** What is sent, but for its key; or what is missing. */
export function muteOf(
  { component, incident }: Subject,
  draft: MuteDraft,
  { now, shiftEnd }: { readonly now: number; readonly shiftEnd: number | null },
): Omit<MuteBody, 'key'> | string {
  const until = endOf(draft, now, shiftEnd);
  if (typeof until === 'string') return until;
  const about = draft.whole ? incident && { incident } : component && { components: [component] };
  if (!about) return 'What is muted?';
  const body = { ...about, reason: draft.reason, until, upTo: draft.level === 'whatever' ? 'down' : null };
  const parsed = muteBodySchema.omit({ key: true }).safeParse(body);
  return parsed.success ? parsed.data : 'The reason is missing.';
}
