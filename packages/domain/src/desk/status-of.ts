import type { Status } from '@yagura/contract';
import { healthOf } from '../health/health-of.ts';
import type { Verdict } from '../watch/component.ts';
import type { DeskWorld, Row } from './world.ts';

/** What the board says of a component: watch's verdict, unless something larger explains it. */
export function statusOf(world: DeskWorld, row: Row, now: number): Status {
  const verdict = withSiteEvent(world, row) ?? row.verdict;
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
    since: sinceOf(row, health, now),
    reasons: [...verdict.reasons],
    nextAt: verdict.nextAt,
    flags: row.component.simulated ? [...verdict.flags, 'simulated'] : [...verdict.flags],
  };
}

/** A darkness ends when the desk saw it end; everything else began when watch says. */
function sinceOf(row: Row, health: Status['health'], now: number): number {
  const { status, verdict } = row;
  if (status.health === health) return status.since;
  if (status.since < verdict.at) return verdict.at;
  return status.reasons[0]?.code === 'site-dark' ? Math.max(now, status.since) : status.since;
}

/** In a dark site silence says nothing about the silent; what said "down" of itself stays down. */
function withSiteEvent(world: DeskWorld, row: Row): Verdict | null {
  const site = world.sites.get(row.component.site);
  if (!site || site.affected.get(row.component.id) !== 'dark') return null;
  const { verdict } = row;
  if (verdict.forgiven !== null) return afterDarkness(verdict, verdict.forgiven);
  const reported = verdict.reasons.some((reason) => reason.code === 'says' && reason.status === 'down');
  if (reported || !verdict.reasons.some((reason) => reason.code === 'silent')) return null;
  return { ...verdict, condition: 'no-sight', reasons: [{ code: 'site-dark', site: site.id }] };
}

/** Silence in a dark site needs no recovery: what the first fresh beat says holds, and what had to be earned before. */
function afterDarkness(verdict: Verdict, condition: NonNullable<Verdict['forgiven']>): Verdict {
  if (condition === 'down') return verdict;
  const [first, ...others] = verdict.reasons.filter((reason) => reason.code !== 'recovering');
  const flags = verdict.flags.filter((flag) => flag !== 'recovering');
  if (first !== undefined) return { ...verdict, condition, reasons: [first, ...others], flags };
  if (condition === 'ok') return { ...verdict, condition, reasons: [{ code: 'heard' }], flags };
  const [recovering] = verdict.reasons;
  return recovering.code === 'recovering'
    ? { ...verdict, condition, reasons: [{ ...recovering, from: 'degraded' }] }
    : { ...verdict, condition };
}
