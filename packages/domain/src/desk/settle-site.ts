import type { Verdict } from '../watch/component.ts';
import { siteEventNow } from './site-event.ts';
import type { Touched } from './take-fact.ts';
import type { DeskWorld, SiteEvent, SiteState } from './world.ts';

/** Draws the conclusions about one site from what is known of its members. */
export function settleSite(world: DeskWorld, site: SiteState, now: number, touched: Touched): void {
  const event = siteEventNow(world, site);
  if (event?.kind === 'dark') site.darkEndedAt = null;
  else if (site.event?.kind === 'dark') site.darkEndedAt = now;
  site.event = event;
  for (const id of new Set([...site.overdue.keys(), ...site.affected.keys()])) {
    const kind = affectedKind(world, site, id, now);
    if (kind === (site.affected.get(id) ?? null)) continue;
    if (kind === null) site.affected.delete(id);
    else site.affected.set(id, kind);
    if (!touched.verdicts.has(id)) touched.verdicts.set(id, []);
  }
}

/** The earliest instant at which grace after a darkness runs out for somebody who has not been heard since. */
export function nextSiteInstant(world: DeskWorld): number | null {
  let next: number | null = null;
  for (const site of world.sites.values()) {
    if (site.darkEndedAt === null) continue;
    for (const [id, kind] of site.affected) {
      const limitMs = kind === 'dark' ? silentLimit(world, id) : null;
      if (limitMs !== null && (next === null || site.darkEndedAt + limitMs < next)) next = site.darkEndedAt + limitMs;
    }
  }
  return next;
}

export function sitesDue(world: DeskWorld, now: number): string[] {
  const next = nextSiteInstant(world);
  if (next === null || next > now) return [];
  return [...world.sites.values()].flatMap((site) => (site.darkEndedAt === null ? [] : [site.id]));
}

function affectedKind(world: DeskWorld, site: SiteState, id: string, now: number): SiteEvent['kind'] | null {
  const verdict = world.rows.get(id)?.verdict;
  if (!verdict) return null;
  const known = site.affected.get(id) ?? null;
  if (!isSilent(verdict)) return verdict.forgiven !== null || verdict.condition === 'no-sight' ? known : null;
  const onset = site.overdue.get(id);
  const belongs = site.event !== null && onset !== undefined && onset >= site.event.onset;
  if (known === 'dark' && site.event?.kind !== 'dark') return inGrace(site, verdict, now) ? 'dark' : 'silent';
  if (known !== null) return known;
  return belongs ? (site.event?.kind ?? null) : null;
}

function inGrace(site: SiteState, verdict: Verdict, now: number): boolean {
  const limitMs = limitBehind(verdict);
  return site.darkEndedAt !== null && limitMs !== null && now < site.darkEndedAt + limitMs;
}

function isSilent(verdict: Verdict): boolean {
  return verdict.reasons.some((reason) => reason.code === 'silent');
}

function silentLimit(world: DeskWorld, id: string): number | null {
  const verdict = world.rows.get(id)?.verdict;
  return verdict ? limitBehind(verdict) : null;
}

function limitBehind(verdict: Verdict): number | null {
  for (const reason of verdict.reasons) if (reason.code === 'silent') return reason.limitMs;
  return null;
}
