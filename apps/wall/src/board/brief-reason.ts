import type { Reason, ReasonCode } from '@yagura/contract';
import { sayBy, type Sentences } from '@yagura/domain';

/** An instant as the clock that the wall goes by. */
export type Clock = (instant: number) => string;

const wordsBy = (clock: Clock): Sentences<ReasonCode> => ({
  heard: () => '',
  'never-seen': () => 'never seen',
  silent: () => 'nothing heard',
  uncovered: () => 'not covered',
  expired: () => 'nothing newer known',
  'collector-lost': () => 'our collector lost',
  'port-blind': (reason) => `${reason.port} port blind`,
  'site-dark': () => 'site dark',
  says: (reason) => reason.message ?? 'says so itself',
  recovering: (reason) => `recovering ${reason.good}/${reason.need}${waitText(reason.remainingMs)}`,
  restarting: (reason) => `${reason.epochs} restarts`,
  clock: () => 'its clock is off',
  'planned-work': (reason) => `work until ${clock(reason.until)}`,
  'announced-restart': (reason) => `back by ${clock(reason.until)}`,
  'session-closed': (reason) => (reason.opensAt === null ? 'closed' : `opens ${clock(reason.opensAt)}`),
  quiet: (reason) => (reason.until === null ? 'quiet' : `quiet until ${clock(reason.until)}`),
  'alive-when-quiet': () => 'check calendar',
  rule: (reason) => `${reason.subject} ${reason.limit}`,
  state: (reason) => `${reason.label} ${reason.value ?? 'not told'}`,
  missed: (reason) => `${reason.subject} missing`,
  'will-be-late': (reason) => `${reason.subject} late`,
  unwanted: (reason) => reason.event,
  'lost-beats': (reason) => `${reason.lost} beats lost`,
  flapping: (reason) => `flapping ×${reason.changes}`,
  probe: (reason) => `probe: ${reason.status}`,
  'self-silent': () => 'only the probe answers',
  cluster: (reason) => `${reason.working} of ${reason.of} work`,
  'split-brain': () => 'split brain',
  'no-active': () => 'none active',
  parity: (reason) => `other ${reason.label}`,
});

/** Once it has been well for long enough only good beats are wanting. */
function waitText(remainingMs: number): string {
  return remainingMs > 0 ? `, ${Math.ceil(remainingMs / 1000)} s` : '';
}

/** A reason in two or three words, for where its sentence has no room. */
export function briefReason(reason: Reason, clock: Clock): string {
  return sayBy(wordsBy(clock), reason);
}
