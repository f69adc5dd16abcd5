import { unregisteredForgottenAfterMs } from '@yagura/contract';
import { coveredDeadline, releaseInstant, sightDeadline, slowInstant } from '../health/deadlines.ts';
import { earliest } from '../health/earliest.ts';
import type { ComponentState, Heard } from './component.ts';
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
  const wake = nextWakeOf(component, path, world.now) ?? Infinity;
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
  const deadline = lookAgainAt(coveredDeadline(component, heard, path), heard, path);
  if (deadline === null) return;
  if (standing.path === path.collector && deadline >= standing.deadline) return;
  deadlinesOf(world, path.collector).push(deadline, component.id);
  standing.deadline = deadline;
  standing.path = path.collector;
}

/** A deadline that passed while the port's canary was missing is looked at with every watermark until the port can be judged. */
function lookAgainAt(deadline: number, heard: Heard, path: PathState): number | null {
  if (deadline > path.until) return deadline;
  const undecided = !portHears(path, heard.port) && path.until <= canaryGoodUntil(path, heard.port);
  return undecided ? path.until + 1 : null;
}

export function deadlinesOf(world: WatchWorld, collector: string) {
  let heap = world.deadlines.get(collector);
  if (!heap) world.deadlines.set(collector, (heap = createInstantHeap()));
  return heap;
}

/** The earliest instant of fold time at which this component's verdict could change by itself. */
function nextWakeOf(component: ComponentState, path: PathState | undefined, now: number): number | null {
  const { heard, told } = component;
  if (!heard || !path) return told.nextAt;
  const slow = slowInstant(component, heard, path);
  const sight = sightDeadline(component, heard);
  const release = releaseInstant(component, heard, path);
  const back = component.closing && component.closing.until;
  const forgotten = component.registeredBy === null ? null : heard.at + unregisteredForgottenAfterMs;
  return earliest(
    later(told.nextAt, now),
    later(release, now),
    later(slow, now),
    later(sight, now),
    later(back, now),
    forgotten,
  );
}

function later(instant: number | null, now: number): number | null {
  return instant !== null && instant > now ? instant : null;
}
