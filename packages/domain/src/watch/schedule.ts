import { unregisteredForgottenAfterMs } from '@yagura/contract';
import { coveredDeadline, releaseInstant, sightDeadline, slowInstant } from '../health/deadlines.ts';
import { earliest } from '../health/earliest.ts';
import type { ComponentState, Heard } from './component.ts';
import { isReachedOnly } from '../health/silence.ts';
import { answeredUntil } from '../heartbeat/probes.ts';
import { createInstantHeap } from './heap.ts';
import { canaryGoodUntil, portHears, type PathState } from './path.ts';
import type { Standing, WatchWorld } from './world.ts';

/**
 * Sees to it that a component is looked at again at the next instant that matters. Its earlier entry in a heap is left when the
 * instant moved away: who pops it looks, and moves on. Only the entry that `scheduled` names counts, so none breeds another.
 */
export function schedule(world: WatchWorld, component: ComponentState): void {
  const { heard } = component;
  const path = heard ? world.paths.get(heard.collector) : undefined;
  const standing = standingOf(world, component.id);
  const wake = nextWakeOf(component, path, judgedUntil(world, component)) ?? Infinity;
  if (wake < standing.wake) {
    world.wakes.push(wake, component.id);
    standing.wake = wake;
  }
  if (heard && path) scheduleDeadline(world, component, heard, path, standing);
}

function standingOf(world: WatchWorld, id: string): Standing {
  let standing = world.scheduled.get(id);
  if (!standing) world.scheduled.set(id, (standing = { wake: Infinity, deadline: Infinity, path: '' }));
  return standing;
}

function scheduleDeadline(
  world: WatchWorld,
  component: ComponentState,
  heard: Heard,
  path: PathState,
  standing: Standing,
): void {
  const due = deadlineOf(component, heard, path);
  if (due === Infinity || (due <= path.until && !isOverdue(component, heard, path))) return;
  const deadline = Math.max(due, path.until + 1);
  if (standing.path === path.collector && deadline >= standing.deadline) return;
  deadlinesOf(world, path.collector).push(deadline, component.id);
  standing.deadline = deadline;
  standing.path = path.collector;
}

/** When silence that is vouched for says something new: at its limit; where only a probe reached it since, when that has been silent for too long. */
function deadlineOf(component: ComponentState, heard: Heard, path: PathState): number {
  if (!component.silent) return coveredDeadline(component, heard, path);
  return isReachedOnly(component.verdict) ? answeredUntil(component.probes) : Infinity;
}

/** Past its deadline, and not found silent: while its port's canary is missing it is looked at with every watermark. */
export function isOverdue(component: ComponentState, heard: Heard, path: PathState): boolean {
  if (deadlineOf(component, heard, path) > path.until) return false;
  return path.until <= canaryGoodUntil(path, heard.port);
}

export function deadlinesOf(world: WatchWorld, collector: string) {
  let heap = world.deadlines.get(collector);
  if (!heap) world.deadlines.set(collector, (heap = createInstantHeap()));
  return heap;
}

/** How far a component is judged. */
export function judgedUntil(world: WatchWorld, component: ComponentState): number {
  return Math.max(world.judged.get(component.id) ?? 0, component.heard?.at ?? 0);
}

/** Whether what is vouched for by now makes it silent already. */
export function isFoundSilent(world: WatchWorld, component: ComponentState): boolean {
  const { heard } = component;
  const path = heard ? world.paths.get(heard.collector) : undefined;
  if (!heard || !path || path.blind) return false;
  const until = Math.min(path.until, judgedUntil(world, component));
  return deadlineOf(component, heard, path) <= until && portHears(path, heard.port);
}

/** The earliest instant after that at which time alone could change its verdict, by what is vouched for. */
export function nextInstantOf(world: WatchWorld, component: ComponentState): number | null {
  const { heard } = component;
  const path = heard ? world.paths.get(heard.collector) : undefined;
  const from = judgedUntil(world, component);
  const wake = nextWakeOf(component, path, from);
  if (!heard || !path || path.blind) return wake;
  const deadline = deadlineOf(component, heard, path);
  return deadline > from && deadline <= path.until ? earliest(wake, deadline) : wake;
}

/** Whether time alone could change its verdict at this very instant. */
export function isDue(world: WatchWorld, component: ComponentState, instant: number): boolean {
  const path = component.heard ? world.paths.get(component.heard.collector) : undefined;
  return nextWakeOf(component, path, instant - 1) === instant;
}

/** The earliest instant after `now` of fold time at which this component's verdict could change by itself. */
function nextWakeOf(component: ComponentState, path: PathState | undefined, now: number): number | null {
  const { heard, told } = component;
  if (!heard || !path) return later(told.nextAt, now);
  const slow = slowInstant(component, heard, path);
  const sight = sightDeadline(component, heard);
  const release = releaseInstant(component, heard, path);
  const back = component.closing && component.closing.until;
  const forgotten = component.registeredBy === null ? null : heard.at + unregisteredForgottenAfterMs;
  return earliest(
    later(told.nextAt, now),
    later(release, now),
    later(tellsSlow(component) ? slow : null, now),
    later(sight, now),
    later(back, now),
    later(forgotten, now),
  );
}

/** Told once, and only of what is in sight and expected: the instant moves with what its path learns of its coverage. */
function tellsSlow({ slow, verdict }: ComponentState): boolean {
  return !slow && verdict.condition !== 'no-sight' && verdict.expectation !== 'quiet';
}

function later(instant: number | null, now: number): number | null {
  return instant !== null && instant > now ? instant : null;
}
