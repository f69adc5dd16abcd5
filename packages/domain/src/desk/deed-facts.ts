import type { DeedFacts, Incident, Intention, Outcome, Waiver } from '@yagura/contract';
import type { DeskWorld } from './world.ts';

/** What became of a command, before it is known what that changed. */
export type Became = Omit<Outcome, 'before' | 'after'>;

/** What a deed is about, as it stands before it is done. */
export function factsBefore(desk: DeskWorld, { does }: Intention): DeedFacts {
  const about = {
    incident: does.kind === 'act' ? does.incident : null,
    waiver: does.kind === 'waiver' ? does.waiver : null,
  };
  return factsOf(desk, about);
}

/** As it stands now; what was not done changed nothing. */
export function factsAfter(desk: DeskWorld, outcome: Became): DeedFacts {
  return outcome.result === 'done' ? factsOf(desk, outcome) : null;
}

function factsOf(desk: DeskWorld, { incident, waiver }: Pick<Outcome, 'incident' | 'waiver'>): DeedFacts {
  const thisIncident = incident === null ? undefined : desk.incidents.incidents.get(incident);
  if (thisIncident) return ofIncident(thisIncident);
  const thisWaiver = waiver === null ? undefined : desk.waivers.waivers.get(waiver);
  return thisWaiver ? ofWaiver(thisWaiver) : null;
}

function ofIncident({ number, revision, title, state, priority, owner, closed, mergedInto }: Incident): DeedFacts {
  const person = owner?.person ?? null;
  return { number, revision, title, state, priority, owner: person, closed: closed?.reason ?? null, mergedInto };
}

const windowsTold = 5;

function ofWaiver(waiver: Waiver): DeedFacts {
  const { revision, title, reason, windows, components, ended } = waiver;
  const approvedBy = waiver.kind === 'plan' ? (waiver.approval?.by ?? null) : null;
  return {
    revision,
    title,
    reason,
    windows: windows.slice(0, windowsTold),
    windowCount: windows.length,
    componentCount: components.length,
    approvedBy,
    ended: ended?.how ?? null,
  };
}
