import type { Incident, IncidentAction } from '@yagura/contract';
import { clockOf, healthWords } from '../words.ts';
import { attach } from './attach.ts';
import { retimed, startClock, stopClock } from './clocks.ts';
import { closed } from './closed.ts';
import { isOver } from './is-over.ts';
import { isUnwell } from './is-unwell.ts';
import { logged } from './log.ts';
import { renewed, withOwner, withoutOwner, type Actor } from './take.ts';

export type Acted = { readonly incident: Incident } | { readonly refused: string };

/** What concerns one incident alone: merging and splitting are done elsewhere. */
type OwnAction = Exclude<IncidentAction, { verb: 'merge' | 'split' }>;

/** What a person does to an incident: the incident as it is then, or why it cannot be. */
export function act(incident: Incident, action: OwnAction, actor: Actor): Acted {
  if (incident.state === 'closed') return { refused: `${nameOf(incident)} is closed` };
  const acted = perform(incident, action, actor);
  return 'refused' in acted ? acted : { incident: renewed(acted.incident, actor) };
}

function perform(incident: Incident, action: OwnAction, actor: Actor): Acted {
  const { person, now } = actor;
  const by = { at: now, by: person };
  switch (action.verb) {
    case 'take':
      return take(incident, actor);
    case 'still-mine':
      return ifMine(incident, person, () => logged(incident, { ...by, what: 'renewed' }));
    case 'release':
      return ifMine(incident, person, () => withoutOwner(incident, { ...by, what: 'released', text: '' }));
    case 'hand-to':
      return ifMine(incident, person, () =>
        logged(withOwner(incident, { ...actor, person: action.person }), {
          ...by,
          what: 'handed-over',
          text: action.person,
        }),
      );
    case 'note':
      return { incident: told(logged(incident, { ...by, what: 'noted', text: action.text }), actor) };
    case 'priority':
      return { incident: withPriority(incident, action, actor) };
    case 'workaround':
      return ifNobodyElses(notOverAfterAll(incident), actor, (mine) => {
        const times = { ...mine.times, workedAround: mine.times.workedAround ?? now };
        const next: Incident = { ...mine, state: mine.owner === null ? mine.state : 'workaround', times };
        return told(logged(next, { ...by, what: 'workaround', text: action.text }), actor);
      });
    case 'fixed':
      return ifNobodyElses(incident, actor, (mine) => {
        const times = { ...mine.times, recovered: isTold(mine) ? now : mine.times.recovered };
        const next: Incident = { ...mine, state: 'fixed', times };
        return stopClock(logged(next, { ...by, what: 'fixed', text: action.text }), 'update', now);
      });
    case 'resumed':
      if (incident.times.resumed !== null) return { refused: 'that it resumed was said already' };
      return {
        incident: logged({ ...incident, times: { ...incident.times, resumed: now } }, { ...by, what: 'resumed' }),
      };
    case 'attach':
      return { incident: attach(incident, action.fact, actor) };
    case 'close':
      return close(incident, action, actor);
  }
}

function take(incident: Incident, actor: Actor): Acted {
  const { person, now } = actor;
  const { owner, state } = incident;
  if (owner?.person === person) return { refused: `you have ${nameOf(incident)} already` };
  if (owner !== null) return { refused: takenBy(incident) };
  if (state === 'fixed') return { refused: `${nameOf(incident)} is fixed: close it, or note what is left to do` };
  return { incident: logged(withOwner(incident, actor), { at: now, by: person, what: 'taken' }) };
}

function ifMine(incident: Incident, person: string, then: () => Incident): Acted {
  if (incident.owner?.person === person) return { incident: then() };
  return { refused: incident.owner === null ? `nobody has ${nameOf(incident)}: take it first` : takenBy(incident) };
}

/** In a bad minute nobody takes it first: who says what was done has it. */
function ifNobodyElses(incident: Incident, actor: Actor, then: (mine: Incident) => Incident): Acted {
  const { person, now } = actor;
  const { owner } = incident;
  if (owner !== null && owner.person !== person) return { refused: takenBy(incident) };
  if (owner !== null || isOver(incident)) return { incident: then(incident) };
  return { incident: then(logged(withOwner(incident, actor), { at: now, by: person, what: 'taken' })) };
}

function takenBy(incident: Incident): string {
  const { owner } = incident;
  return owner === null ? '' : `${owner.person} has ${nameOf(incident)} since ${clockOf(owner.since)}`;
}

/** Somebody was told of it and nothing watches it: it goes on until a person says that it does not. */
export function isTold({ source }: Incident): boolean {
  return source.kind !== 'watch';
}

/** Who works around what somebody was told of says that it goes on. */
function notOverAfterAll(incident: Incident): Incident {
  return isTold(incident) ? { ...incident, times: { ...incident.times, recovered: null } } : incident;
}

/** A word about it was due, and has been said. */
function told(incident: Incident, { now }: Actor): Incident {
  return incident.owner === null ? incident : startClock(incident, 'update', now);
}

function withPriority(
  incident: Incident,
  { priority, reason }: Extract<IncidentAction, { verb: 'priority' }>,
  { person, now }: Actor,
): Incident {
  const override = { priority, by: person, reason, at: now };
  const text = `P${incident.priority} → P${priority}: ${reason}`;
  return retimed(logged({ ...incident, priority, override }, { at: now, by: person, what: 'priority', text }), now);
}

/** Reasons that say that all is well again are no words for what is not. */
const meaningRecovered: ReadonlySet<string> = new Set(['acted', 'self-cleared']);

function close(
  incident: Incident,
  { reason, text }: Extract<IncidentAction, { verb: 'close' }>,
  { person, now }: Actor,
): Acted {
  const { owner, health } = incident;
  if (owner !== null && owner.person !== person) return { refused: takenBy(incident) };
  if (health !== null && isUnwell(incident) && meaningRecovered.has(reason))
    return { refused: `it is still ${healthWords[health]}: mute it, or close it with another reason` };
  return { incident: closed(incident, { reason, by: person, text }, now) };
}

export function nameOf({ number }: Incident): string {
  return `incident ${number}`;
}
