import { longestMuteMs, longestWindowMs, type Plan, type Waiver, type WaiverAction } from '@yagura/contract';
import { dayUtcOf } from '../words.ts';
import { ahead, isSettled, merged, windowAt } from './windows.ts';

interface Actor {
  readonly person: string;
  readonly now: number;
}

type Acted = { readonly waiver: Waiver; readonly text: string } | { readonly refused: string };

/** What a person does about a mute or a plan that is not over. */
export function actOnWaiver(waiver: Waiver, action: WaiverAction, actor: Actor): Acted {
  switch (action.verb) {
    case 'approve':
      return waiver.kind === 'plan' ? approve(waiver, action.conflicts, actor) : { refused: 'only a plan is approved' };
    case 'start':
      return waiver.kind === 'plan' ? start(waiver, actor) : { refused: 'only a plan is started' };
    case 'end':
      return end(waiver, actor);
    case 'extend':
      return extend(waiver, action.until, actor);
  }
}

/** Covers from here on exactly what it lists. What conflicts takes a second person. */
function approve(plan: Plan, conflicts: readonly string[], { person, now }: Actor): Acted {
  if (plan.approval !== null) return { refused: `${plan.approval.by} approved it already` };
  if (conflicts.length > 0 && plan.owner === person)
    return { refused: 'it conflicts with something, so somebody else than who proposed it approves it' };
  const windows = ahead(plan.windows, now);
  const late = plan.flexible === null ? windows.length === 0 : plan.flexible.latest <= now;
  if (late) return { refused: 'its time is over' };
  const approval = { by: person, at: now, conflicts: [...conflicts] };
  return { waiver: { ...plan, ...changed(plan, person, now, 'approved'), windows, approval }, text: 'approved' };
}

function start(plan: Plan, { person, now }: Actor): Acted {
  const { flexible, windows } = plan;
  if (flexible === null) return { refused: 'it begins by the clock' };
  if (!isSettled(plan)) return { refused: 'it is not approved' };
  if (windows.length > 0) return { refused: 'it was started already' };
  if (now < flexible.earliest) return { refused: `it may begin at ${dayUtcOf(flexible.earliest)}` };
  if (now > flexible.latest) return { refused: `it had to begin by ${dayUtcOf(flexible.latest)}` };
  const window = { from: now, until: now + flexible.lastsMs };
  return {
    waiver: { ...plan, ...changed(plan, person, now, 'started'), windows: [window] },
    text: `started; it ends at ${dayUtcOf(window.until)}`,
  };
}

/** Of what recurs only the window that runs; what does not run is called off as a whole. */
function end(waiver: Waiver, { person, now }: Actor): Acted {
  const runs = isSettled(waiver) && windowAt(waiver.windows, now) !== null;
  const passed = waiver.windows.filter(({ until }) => until <= now);
  const windows = waiver.windows.flatMap((window) => {
    if (window.until <= now) return [window];
    if (!runs) return [];
    if (window.from >= now) return window.from === now ? [] : [window];
    return [{ from: window.from, until: now }];
  });
  const last = windows.at(-1);
  const isOver = !runs || last === undefined || last.until <= now;
  const ended = isOver
    ? ({ at: now, by: person, how: runs || passed.length > 0 ? 'lifted' : 'cancelled' } as const)
    : null;
  return {
    waiver: { ...waiver, ...changed(waiver, person, now, 'ended'), windows, ended },
    text: isOver ? 'ended' : 'ended for this time',
  };
}

function extend(waiver: Waiver, until: number, { person, now }: Actor): Acted {
  const runs = isSettled(waiver) ? windowAt(waiver.windows, now) : null;
  if (runs === null) return { refused: 'it is not in force' };
  if (until <= runs.until) return { refused: `it lasts until ${dayUtcOf(runs.until)} already` };
  const longest = waiver.kind === 'mute' ? now + longestMuteMs : runs.from + longestWindowMs;
  if (until > longest) return { refused: `it lasts until ${dayUtcOf(longest)} at most` };
  const windows = merged(waiver.windows.map((window) => (window === runs ? { ...window, until } : window)));
  return {
    waiver: { ...waiver, ...changed(waiver, person, now, 'extended'), windows },
    text: `extended until ${dayUtcOf(until)}`,
  };
}

function changed({ revision }: Waiver, by: string, at: number, what: Waiver['last']['what']) {
  return { revision: revision + 1, last: { by, at, what } };
}
