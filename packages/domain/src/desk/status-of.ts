import type { Flag, Status } from '@yagura/contract';
import { healthOf } from '../health/health-of.ts';
import { saysCluster, withCluster } from './clusters/cluster-verdict.ts';
import { isMuted } from '../waiver/muted.ts';
import { explainedVerdict } from './site-verdict.ts';
import type { DeskWorld, Row } from './world.ts';

/** What the board says of a component: watch's verdict, unless something larger explains it. */
export function statusOf(world: DeskWorld, row: Row, now: number): Status {
  const verdict = withCluster(world, row, explainedVerdict(world, row));
  const health = healthOf({
    condition: verdict.condition,
    expectation: verdict.expectation,
    sessionClosed: verdict.schedule.session === 'closed',
    beatsWhileQuiet: verdict.schedule.beatsWhileQuiet,
  });
  return {
    health,
    condition: verdict.condition,
    expectation: verdict.expectation,
    since: sinceOf(row, verdict.at, health, now),
    reasons: [...verdict.reasons],
    nextAt: verdict.nextAt,
    flags: flagsOf(row, verdict.flags, isMuted(world.waivers, row.component.id, now)),
  };
}

const simulated: readonly Flag[] = ['simulated'];
const mutedFlag: readonly Flag[] = ['muted'];

/** Whether it is grouped, and whether somebody has it, is decided once all statuses are known; until then it is what it was. */
function flagsOf({ component, status }: Row, flags: readonly Flag[], muted: boolean): Flag[] {
  const kept = status.flags.filter((flag) => flag === 'grouped' || flag === 'taken');
  return [...flags, ...(component.simulated ? simulated : []), ...(muted ? mutedFlag : []), ...kept];
}

/** What only the desk concludes ends when the desk saw it end; everything else began when its verdict says. */
function sinceOf({ status }: Row, at: number, health: Status['health'], now: number): number {
  if (status.health === health) return status.since;
  if (status.since < at) return at;
  const [reason] = status.reasons;
  return reason?.code === 'site-dark' || saysCluster(reason) ? Math.max(now, status.since) : status.since;
}
