import type { Reason, ReasonCode } from '@yagura/contract';
import { dayUtcOf, numberText, secondsOf, utcOf } from '../words.ts';

/** The figures of a reason, and what would clear it, said so that it completes "clears with …". */
export interface ReasonFacts {
  readonly value?: string;
  readonly limit?: string;
  /** Absent: as long as the status itself. */
  readonly since?: number;
  readonly clears: string;
}

type FactsBy<Code extends ReasonCode> = { readonly [C in Code]: (reason: Extract<Reason, { code: C }>) => ReasonFacts };
type SightCode = 'uncovered' | 'expired' | 'collector-lost' | 'port-blind' | 'site-dark';
type OwnCode =
  | 'heard'
  | 'never-seen'
  | 'silent'
  | 'says'
  | 'recovering'
  | 'restarting'
  | 'clock'
  | 'announced-restart'
  | 'planned-work'
  | 'lost-beats'
  | 'flapping'
  | 'probe'
  | 'self-silent';
type CalendarCode = 'session-closed' | 'quiet' | 'alive-when-quiet';
type RuleCode = 'rule' | 'state' | 'missed' | 'will-be-late' | 'unwanted';

const sightFacts: FactsBy<SightCode> = {
  uncovered: ({ lastBeatAt, limitMs, collector }) => ({
    limit: secondsOf(limitMs),
    since: lastBeatAt,
    clears: `its next beat, once collector ${collector} vouches for the time again`,
  }),
  expired: ({ since }) => ({ since, clears: 'the next evidence that arrives here' }),
  'collector-lost': ({ collector, lastHeardAt }) => ({
    since: lastHeardAt,
    clears: `the first fresh beat once collector ${collector} is heard again`,
  }),
  'port-blind': ({ port, canaryAt }) => ({
    since: canaryAt,
    clears: `the first fresh beat once the canary on ${port} is heard again`,
  }),
  'site-dark': () => ({ clears: 'its first fresh beat' }),
};

const ownFacts: FactsBy<OwnCode> = {
  heard: () => ({ clears: 'nothing; it is well' }),
  'never-seen': () => ({ clears: 'its first beat' }),
  silent: ({ lastBeatAt, limitMs }) => ({ limit: secondsOf(limitMs), since: lastBeatAt, clears: 'any beat' }),
  says: ({ status }) => ({ value: status, clears: 'beats that say ok' }),
  recovering: ({ good, need, remainingMs }) => ({
    value: `${good} of ${need} good beats`,
    clears: remainingOf(need - good, remainingMs),
  }),
  restarting: ({ epochs, withinMs }) => ({
    value: String(epochs),
    limit: `within ${secondsOf(withinMs)}`,
    clears: `no further restart for ${secondsOf(withinMs)}`,
  }),
  clock: ({ offsetMs, limitMs }) => ({
    value: secondsOf(Math.abs(offsetMs)),
    limit: secondsOf(limitMs),
    clears: `its clock being within ${secondsOf(limitMs)} of ours`,
  }),
  'planned-work': ({ plan, until }) => ({ clears: `the end of ${plan}, at ${dayUtcOf(until)} or earlier` }),
  'announced-restart': ({ until }) => ({ clears: `its return, due by ${utcOf(until)}` }),
  'lost-beats': ({ lost, withinMs }) => ({
    value: String(lost),
    limit: `within ${secondsOf(withinMs)}`,
    clears: `no further loss for ${secondsOf(withinMs)}`,
  }),
  flapping: ({ changes, withinMs, quietAt }) => ({
    value: `${changes} changes`,
    limit: `within ${secondsOf(withinMs)}`,
    clears: `no further change until ${utcOf(quietAt)}`,
  }),
  probe: ({ probe, status }) => ({ value: status, clears: `probe ${probe} finding it well` }),
  'self-silent': ({ lastBeatAt, limitMs }) => ({
    limit: secondsOf(limitMs),
    since: lastBeatAt,
    clears: 'a beat of its own',
  }),
};

const calendarFacts: FactsBy<CalendarCode> = {
  'session-closed': ({ opensAt }) => ({
    clears: opensAt === null ? 'its session opening' : `its session opening ${dayUtcOf(opensAt)}`,
  }),
  quiet: ({ until }) => ({
    clears: until === null ? 'its hours beginning' : `its hours beginning ${dayUtcOf(until)}`,
  }),
  'alive-when-quiet': ({ calendar, until }) => ({
    clears: `its silence${until === null ? '' : `, its hours beginning ${dayUtcOf(until)}`}, or an override of ${calendar}`,
  }),
};

const ruleFacts: FactsBy<RuleCode> = {
  rule: ({ value, limit, since, clears }) => ({ value: numberText(value), limit, since, clears }),
  state: ({ label, value, good, since }) => ({
    value: value ?? 'not told',
    limit: good.join(' or '),
    since,
    clears: `${label} being ${good.join(' or ')}`,
  }),
  missed: ({ subject, dueAt }) => ({
    value: 'not seen',
    limit: `due by ${utcOf(dueAt)}`,
    since: dueAt,
    clears: `${subject} being seen`,
  }),
  'will-be-late': ({ subject, dueAt, expectedAt }) => ({
    value: `expected at ${utcOf(expectedAt)}`,
    limit: `due by ${utcOf(dueAt)}`,
    clears: `${subject} being seen, or gaining enough to be in time`,
  }),
  unwanted: ({ at, until }) => ({ since: at, clears: `time: it is told until ${utcOf(until)}` }),
};

const clusterFacts: FactsBy<Exclude<ReasonCode, SightCode | OwnCode | CalendarCode | RuleCode>> = {
  cluster: ({ cluster, working, need, of }) => ({
    value: `${working} of ${of} work`,
    limit: `${need} needed`,
    clears: working < need ? `${need - working} more of ${cluster} working` : `all ${of} of ${cluster} working`,
  }),
  'split-brain': ({ cluster, active }) => ({
    value: `${active.length} active`,
    limit: 'exactly 1',
    clears: `exactly one member of ${cluster} being active`,
  }),
  'no-active': ({ cluster }) => ({
    value: '0 active',
    limit: 'exactly 1',
    clears: `one member of ${cluster} becoming active`,
  }),
  parity: ({ label, value, others }) => ({
    value: value ?? 'not told',
    limit: others,
    clears: `its ${label} being ${others}, as the others'`,
  }),
};

const facts: FactsBy<ReasonCode> = { ...sightFacts, ...ownFacts, ...calendarFacts, ...ruleFacts, ...clusterFacts };

export function reasonFacts(reason: Reason): ReasonFacts {
  const tell = facts[reason.code] as (reason: Reason) => ReasonFacts; // the code chose what was made for this very reason
  return tell(reason);
}

function remainingOf(beats: number, remainingMs: number): string {
  const lacking = beats <= 0 ? '' : `${beats} more good ${beats === 1 ? 'beat' : 'beats'}`;
  const time = remainingMs <= 0 ? '' : secondsOf(remainingMs);
  if (lacking === '') return time === '' ? 'its next good beat' : `${time} without a bad beat`;
  return time === '' ? lacking : `${lacking} and ${time}`;
}
