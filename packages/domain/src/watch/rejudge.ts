import { freshHold } from '../heartbeat/hold.ts';
import { compareConditions } from '../health/rank.ts';
import { judge } from '../health/judge.ts';
import type { ComponentState, Held, Verdict } from './component.ts';
import { schedule } from './schedule.ts';
import type { WatchFact, WatchWorld } from './world.ts';

/** Judges a component anew, stores it, and tells the desk when anything people could see has changed. */
export function rejudge(world: WatchWorld, component: ComponentState, facts: WatchFact[]): ComponentState {
  const path = component.heard ? world.paths.get(component.heard.collector) : undefined;
  const now = Math.max(world.now, path?.until ?? 0, component.heard?.at ?? 0);
  const { verdict: before } = component;
  const verdict = judge(component, path, now);
  const over = component.closing !== null && now >= component.closing.until;
  const next: ComponentState = {
    ...component,
    verdict,
    held: heldAfter(component.held, before, verdict),
    sightless: sightlessAfter(component, verdict),
    closing: over ? null : component.closing,
  };
  world.components.set(component.id, next);
  if (differs(before, verdict)) facts.push(verdictFact(next, before));
  schedule(world, next);
  return next;
}

/** A condition that was reached must be earned away; blindness and planned work leave what is held untouched. */
function heldAfter(held: Held | null, before: Verdict, verdict: Verdict): Held | null {
  if (verdict.expectation === 'planned' || verdict.condition === 'no-sight') return held;
  if (verdict.condition === 'ok') return null;
  if (isSilent(verdict)) {
    const known = isSilent(before) && held !== null && held.beforeSilence !== null;
    return known ? held : freshHold('down', held?.condition ?? 'ok');
  }
  if (held === null || compareConditions(verdict.condition, held.condition) !== 0) return freshHold(verdict.condition);
  return held;
}

function isSilent(verdict: Verdict): boolean {
  return verdict.reasons.some((reason) => reason.code === 'silent');
}

function sightlessAfter(component: ComponentState, verdict: Verdict): boolean {
  if (verdict.condition !== 'no-sight') return false;
  return component.verdict.condition === 'no-sight' ? component.sightless : true;
}

function differs(before: Verdict, after: Verdict): boolean {
  return (
    before.condition !== after.condition ||
    before.expectation !== after.expectation ||
    before.at !== after.at ||
    before.nextAt !== after.nextAt ||
    before.forgiven !== after.forgiven ||
    before.flags.length !== after.flags.length ||
    before.flags.some((flag, index) => flag !== after.flags[index]) ||
    (before.reasons !== after.reasons && JSON.stringify(before.reasons) !== JSON.stringify(after.reasons))
  );
}

export function verdictFact(component: ComponentState, before: Verdict | null): WatchFact {
  const { verdict } = component;
  const moved = before === null || before.condition !== verdict.condition || before.expectation !== verdict.expectation;
  return {
    kind: 'verdict',
    component: component.id,
    at: verdict.at,
    verdict,
    lastBeatAt: component.heard?.at ?? null,
    late: moved && (component.heard?.late ?? false),
  };
}
