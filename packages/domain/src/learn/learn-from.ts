import type { ComponentState } from '../watch/component.ts';
import type { Setting } from '../watch/setting.ts';
import type { WatchWorld } from '../watch/world.ts';
import { createGapHistogram, recordGap } from './gap-histogram.ts';
import { addToMinute } from './minute-means.ts';

/** Learns from a beat what a healthy component usually does: only of time that was covered, in session and without anything held against it. */
export function learnFrom(
  world: WatchWorld,
  before: ComponentState,
  after: ComponentState,
  context: { readonly unseen: number; readonly setting: Setting; readonly metrics: Readonly<Record<string, number>> },
): void {
  const { unseen, setting, metrics } = context;
  if (!isHealthy(before) || after.held !== null || before.heard === null || after.heard === null) return;
  if (unseen > 0 || after.heard.late || before.heard.late) return;
  if (before.heard.collector !== after.heard.collector || before.epoch !== after.epoch) return;
  takeGap(world, before, after, after.heard.at - before.heard.at);
  const { baselined } = setting.rules;
  // What follows no calendar has no market that could be closed.
  if (baselined.length > 0 && (setting.circumstances.gates.market || before.verdict.schedule.session === 'none'))
    addToMinute(world.minutes, world.minutesOver, after.id, baselined, { at: after.heard.at, metrics });
}

function isHealthy({ verdict }: ComponentState): boolean {
  const { condition, expectation, schedule } = verdict;
  return (
    condition === 'ok' && expectation === 'expected' && (schedule.session === 'open' || schedule.session === 'none')
  );
}

function takeGap(world: WatchWorld, before: ComponentState, after: ComponentState, gapMs: number): void {
  const everyMs = after.declaredEveryMs ?? after.everyMs;
  if (everyMs !== (before.declaredEveryMs ?? before.everyMs)) return;
  let gaps = world.gaps.get(after.id);
  if (gaps?.everyMs !== everyMs) world.gaps.set(after.id, (gaps = createGapHistogram(everyMs)));
  recordGap(gaps, gapMs);
}
