import type { Alarm, IncidentBrief } from '@yagura/contract';
import type { Cover } from '../cover/cover-of.ts';
import type { Tone } from './tones.ts';

const repeatEveryMs = 60_000;

/** What was already told by sound. Kept by every screen of a room, so that another can take over and repeats nothing. */
export interface Told {
  /** null: nothing was seen yet. By alarm and occurrence, when it was last due to be heard. */
  readonly alarms: ReadonlyMap<string, number> | null;
  readonly lost: boolean;
  readonly flood: boolean;
}

export const nothingTold: Told = { alarms: null, lost: false, flood: false };

export interface Heard {
  readonly alarms: readonly Alarm[];
  readonly incidents: readonly IncidentBrief[];
  readonly cover: Cover | null;
  /** Monotonic. */
  readonly now: number;
  readonly flood: boolean;
  /** In quiet hours only what cannot wait is heard. */
  readonly quiet: boolean;
}

export interface Sounding {
  readonly told: Told;
  /** What is due now, the worst of it; whether this screen is the one that plays it is not decided here. */
  readonly tone: Tone | null;
}

/** Once for each occurrence of an incident; a P1 again each minute until somebody has it. */
export function whatToSound(told: Told, heard: Heard): Sounding {
  // A page that merely slept asks for a picture and has it in a moment.
  const isLost = heard.cover !== null && heard.cover.kind !== 'slept';
  // Under a cover nothing is known of alarms; what was told of them stays told.
  if (heard.cover !== null) {
    return { told: { ...told, lost: told.lost || isLost }, tone: isLost && !told.lost ? 'lost' : null };
  }
  const calling = callingOf(heard);
  const due = calling.filter((alarm) => isDue(alarm, told, heard.now));
  const alarms = new Map(
    calling.map((alarm) => [keyOf(alarm), due.includes(alarm) ? heard.now : (told.alarms?.get(keyOf(alarm)) ?? 0)]),
  );
  return { told: { alarms, lost: false, flood: heard.flood }, tone: toneOf(due, told, heard) };
}

function callingOf({ alarms, incidents }: Heard): Alarm[] {
  const owners = new Map(incidents.map(({ id, owner }) => [id, owner]));
  return alarms.filter(({ id, muted, priority }) => !muted && priority < 3 && (owners.get(id) ?? null) === null);
}

function isDue(alarm: Alarm, { alarms }: Told, now: number): boolean {
  // What stood before this page began was heard by those who were here; what cannot wait is told them all the same.
  if (alarms === null) return alarm.priority === 1;
  const last = alarms.get(keyOf(alarm));
  return last === undefined || (alarm.priority === 1 && now - last >= repeatEveryMs);
}

function toneOf(due: readonly Alarm[], told: Told, { flood, quiet }: Heard): Tone | null {
  if (due.some(({ priority }) => priority === 1)) return 'p1';
  if (quiet) return null;
  // A flood is told once; in it only a new P1 is heard.
  if (flood) return told.flood ? null : 'p2';
  return due.length > 0 && told.alarms !== null ? 'p2' : null;
}

function keyOf({ id, occurrence, priority }: Alarm): string {
  return `${id} ${occurrence} ${priority}`;
}
