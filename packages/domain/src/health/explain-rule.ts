import type { Sentences } from './explain.ts';
import { clockOf, dayUtcOf, endingWith, numberText, secondsOf, utcOf } from '../words.ts';

/** The sentences of what calendars, rules and neighbours say. */
export const ruleSentences: Sentences<
  | 'session-closed'
  | 'quiet'
  | 'alive-when-quiet'
  | 'rule'
  | 'state'
  | 'missed'
  | 'will-be-late'
  | 'unwanted'
  | 'lost-beats'
  | 'flapping'
  | 'probe'
  | 'self-silent'
  | 'cluster'
  | 'split-brain'
  | 'no-active'
  | 'parity'
> = {
  'session-closed': (reason) => `Its session (${reason.calendar}) is closed${opens(reason.opensAt)}.`,
  quiet: (reason) =>
    `It need not run now (${reason.calendar})${reason.until === null ? '' : `; expected again ${dayUtcOf(reason.until)}`}.`,
  'alive-when-quiet': (reason) =>
    `It beats although ${reason.calendar} says that it should be quiet${reason.until === null ? '' : ` until ${dayUtcOf(reason.until)}`}: check the calendar.`,
  rule: (reason) =>
    `${reason.subject} is ${numberText(reason.value)}, ${reason.says} at ${reason.limit}, since ${utcOf(reason.since)}; clears at ${reason.clears}.`,
  state: (reason) =>
    `${reason.label} is ${reason.value ?? 'not told'} since ${utcOf(reason.since)}; it should be ${reason.good.join(' or ')}.`,
  missed: (reason) => `${reason.subject} was due by ${utcOf(reason.dueAt)} (${reason.calendar}) and has not been seen.`,
  'will-be-late': (reason) =>
    `${reason.subject} is due by ${clockOf(reason.dueAt)} and is expected at ${utcOf(reason.expectedAt)}.`,
  unwanted: (reason) =>
    `${reason.event} happened at ${clockOf(reason.at)} outside its window; told until ${utcOf(reason.until)}.`,
  'lost-beats': (reason) => `${reason.lost} beats were lost within ${secondsOf(reason.withinMs)}.`,
  flapping: (reason) =>
    `It changed ${reason.changes} times within ${secondsOf(reason.withinMs)}, so its worst state ${reason.holds} is held; told anew when quiet until ${utcOf(reason.quietAt)}.`,
  probe: (reason) => `Probe ${reason.probe} finds it ${reason.status}${endingWith(reason.message)}`,
  'self-silent': (reason) =>
    `It says nothing of itself since ${utcOf(reason.lastBeatAt)}, while probe ${reason.probe} reaches it.`,
  cluster: (reason) =>
    `${reason.working} of ${reason.of} members of ${reason.cluster} work; ${reason.need} are needed.`,
  'split-brain': (reason) =>
    `${reason.active.length} members of ${reason.cluster} are active at once: ${reason.active.join(', ')}.`,
  'no-active': (reason) => `No member of ${reason.cluster} is active.`,
  parity: (reason) =>
    `Its ${reason.label} is ${reason.value ?? 'not told'}; the others of ${reason.cluster} carry ${reason.others}.`,
};

function opens(at: number | null): string {
  return at === null ? '' : `; opens ${dayUtcOf(at)}`;
}
