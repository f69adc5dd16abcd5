import { currentHold, freshHold } from '../heartbeat/hold.ts';
import { coveredDeadline, uncoveredSince } from '../health/deadlines.ts';
import { compareConditions } from '../health/rank.ts';
import { judge } from '../health/judge.ts';
import { isReachedOnly } from '../health/silence.ts';
import type { ComponentState, Held, Verdict } from './component.ts';
import { flappingAfter, told } from './flap.ts';
import { uncoveredOn, type PathState } from './path.ts';
import { isFoundSilent, judgedUntil, nextInstantOf, schedule } from './schedule.ts';
import type { Setting } from './setting.ts';
import type { WatchFact, WatchWorld } from './world.ts';

/** Judges a component anew as of `at`, stores it, and tells the desk when anything people could see has changed. */
export function rejudge(world: WatchWorld, component: ComponentState, at: number, facts: WatchFact[]): ComponentState {
  const path = component.heard ? world.paths.get(component.heard.collector) : undefined;
  const now = Math.max(at, judgedUntil(world, component));
  const setting = world.settings.of(component.setting, now);
  const asked = awaitedAgain(component, path, setting);
  const judged = judge(asked, path, setting, now);
  const verdict = differs(asked.verdict, judged) ? judged : asked.verdict;
  const settled = withVerdict(asked, path, verdict, now);
  const next = withTold(settled, verdict, now);
  if (now > (next.heard?.at ?? 0)) world.judged.set(next.id, now);
  else if (world.judged.size > 0) world.judged.delete(next.id);
  world.components.set(next.id, next);
  if (next.told !== component.told) facts.push(verdictFact(next, component.told));
  schedule(world, next);
  return next;
}

/**
 * Brings a component forward to `to`, one by one through the instants at which time alone could change its verdict, so that how
 * much of its evidence came at once does not matter.
 */
export function settle(world: WatchWorld, component: ComponentState, to: number, facts: WatchFact[]): ComponentState {
  // Its deadline may have passed already, and only now somebody vouches that there was nothing to hear.
  let settled = isFoundSilent(world, component) ? rejudge(world, component, 0, facts) : component;
  for (;;) {
    const next = nextInstantOf(world, settled);
    if (next === null || next > to) return settled;
    settled = rejudge(world, settled, next, facts);
  }
}

/** Silent while it needed not run, its silence counts from when it is expected again. */
function awaitedAgain(component: ComponentState, path: PathState | undefined, setting: Setting): ComponentState {
  const { heard, verdict } = component;
  const { runs } = setting.circumstances;
  if (verdict.expectation !== 'quiet' || runs === null || heard === null || path === undefined) return component;
  if (component.awaited !== null || coveredDeadline(component, heard, path) > runs.since) return component;
  return { ...component, silent: false, awaited: { at: runs.since, uncovered: uncoveredOn(path, heard.port) } };
}

/** The very same record where it neither flaps nor changed. */
function withTold(component: ComponentState, verdict: Verdict, now: number): ComponentState {
  const flapping = flappingAfter(component.flapping, verdict, now);
  const unchanged = verdict === component.verdict && flapping === component.flapping;
  if (unchanged && component.told === verdict) return component;
  const worded = told(verdict, flapping);
  const same = worded === component.told || !differs(component.told, worded);
  return { ...component, flapping, told: same ? component.told : worded };
}

/** The very same record where nothing changed, as after nearly every beat: a copy is most of what a beat costs. */
function withVerdict(
  component: ComponentState,
  path: PathState | undefined,
  verdict: Verdict,
  now: number,
): ComponentState {
  const over = component.closing !== null && now >= component.closing.until;
  // Blindness, planned work and what need not run leave what is held untouched.
  const frozen = verdict.expectation !== 'expected' || verdict.condition === 'no-sight';
  const held = frozen ? component.held : heldAfter(heldAt(component, path, now), component.verdict, verdict);
  const sightless = sightlessAfter(component, path, verdict);
  const slow = component.slow || verdict.flags.includes('slow');
  const silent = isSilent(verdict) || isReachedOnly(verdict) || isQuietlySilent(component, verdict);
  const same =
    !over &&
    verdict === component.verdict &&
    held === component.held &&
    sightless === component.sightless &&
    slow === component.slow &&
    silent === component.silent;
  return same
    ? component
    : { ...component, verdict, held, sightless, slow, silent, closing: over ? null : component.closing };
}

function heldAt(component: ComponentState, path: PathState | undefined, now: number): Held | null {
  const { held, heard } = component;
  if (held === null || !heard || !path) return held;
  return currentHold(component, now, uncoveredSince(heard, path)).held;
}

/** A condition that was reached must be earned away. */
function heldAfter(held: Held | null, before: Verdict, verdict: Verdict): Held | null {
  if (verdict.condition === 'ok' || verdict.condition === 'no-sight') return null;
  if (isSilent(verdict)) {
    const known = isSilent(before) && held !== null && held.beforeSilence !== null;
    return known ? held : freshHold('down', held?.condition ?? 'ok');
  }
  if (held === null || compareConditions(verdict.condition, held.condition) !== 0) return freshHold(verdict.condition);
  return held;
}

/** Silent when it need not run: no failure, and found all the same, whatever its port hears later. */
function isQuietlySilent({ awaited }: ComponentState, { condition, expectation, reasons }: Verdict): boolean {
  const silent = condition === 'down' && reasons.length === 1 && reasons[0].code === 'quiet';
  return silent && expectation === 'quiet' && awaited === null;
}

function isSilent(verdict: Verdict): boolean {
  return verdict.reasons.some((reason) => reason.code === 'silent');
}

/** What is heard although its collector is lost, told late, is fresh already when sight comes back. */
function sightlessAfter(component: ComponentState, path: PathState | undefined, verdict: Verdict): boolean {
  if (verdict.condition !== 'no-sight') return false;
  if (component.verdict.condition === 'no-sight') return component.sightless;
  const lostAt = path?.blind ? path.lostAt : null;
  return lostAt === null || component.heard === null || component.heard.at <= lostAt;
}

function differs(before: Verdict, after: Verdict): boolean {
  return (
    before.condition !== after.condition ||
    before.expectation !== after.expectation ||
    before.at !== after.at ||
    before.nextAt !== after.nextAt ||
    before.forgiven !== after.forgiven ||
    before.schedule.session !== after.schedule.session ||
    before.schedule.beatsWhileQuiet !== after.schedule.beatsWhileQuiet ||
    before.schedule.opensAt !== after.schedule.opensAt ||
    before.flags.length !== after.flags.length ||
    before.flags.some((flag, index) => flag !== after.flags[index]) ||
    (before.reasons !== after.reasons && JSON.stringify(before.reasons) !== JSON.stringify(after.reasons))
  );
}

export function verdictFact(component: ComponentState, before: Verdict | null): WatchFact {
  const { told: verdict } = component;
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
