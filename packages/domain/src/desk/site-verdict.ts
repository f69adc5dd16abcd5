import type { Verdict } from '../watch/component.ts';
import type { DeskWorld, Row } from './world.ts';

/** Watch's verdict, unless the darkness of its site explains it. */
export function explainedVerdict(world: DeskWorld, row: Row): Verdict {
  return withSiteEvent(world, row) ?? row.verdict;
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
