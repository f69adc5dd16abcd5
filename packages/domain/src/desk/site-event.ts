import type { DeskWorld, SiteEvent, SiteState } from './world.ts';

const leastSilent = 5;
const leastShare = 0.5;
const togetherMs = 3000;

/**
 * Whether the site's silences are one event, and of which kind. A pure function of the facts held: the same facts, told in
 * any order, give the same answer.
 */
export function siteEventNow(world: DeskWorld, site: SiteState): SiteEvent | null {
  const group = site.event ? ongoing(site, site.event) : together(site);
  if (group === null) return null;
  const members = membersSince(site, group.onset);
  if (members < leastSilent || members < leastShare * expectedAt(world, site.id)) return null;
  if (!hasSilent(world, site)) return null;
  const kind = witnessesKnown(world, site) && !witnessAnswers(world, site, group.together) ? 'dark' : 'silent';
  return { ...group, kind, since: site.event?.kind === kind ? site.event.since : group.onset };
}

type Group = Pick<SiteEvent, 'onset' | 'together'>;

/** Components that count for a site: what the desk expects there, not what happened to register. */
function expectedAt(world: DeskWorld, site: string): number {
  let count = 0;
  for (const row of world.rows.values()) if (row.component.site === site && !row.component.unregistered) count++;
  return count;
}

function ongoing(site: SiteState, event: SiteEvent): Group | null {
  return site.overdue.size === 0 ? null : event;
}

/** The earliest of the largest group of onsets that lie within three seconds. */
function together(site: SiteState): Group | null {
  const onsets = [...site.overdue.values()].toSorted((a, b) => a - b);
  let best: Group | null = null;
  let most = 0;
  let first = 0;
  for (const [last, latest] of onsets.entries()) {
    while (latest - (onsets[first] ?? 0) > togetherMs) first++;
    if (last - first + 1 <= most) continue;
    most = last - first + 1;
    best = { onset: onsets[first] ?? latest, together: latest };
  }
  return best;
}

/** Whoever fell silent before the event is a case of its own. */
function membersSince(site: SiteState, onset: number): number {
  let count = 0;
  for (const instant of site.overdue.values()) if (instant >= onset) count++;
  return count;
}

/** Being late is not yet silence: one of them must have passed its limit. */
function hasSilent(world: DeskWorld, site: SiteState): boolean {
  for (const id of site.overdue.keys())
    if (world.rows.get(id)?.verdict.reasons.some((reason) => reason.code === 'silent')) return true;
  return false;
}

function witnessesKnown(world: DeskWorld, site: SiteState): boolean {
  return (world.inventory?.sites.find((known) => known.id === site.id)?.witnesses.length ?? 0) > 0;
}

/** Heard after all of them had missed a beat, and not itself among the silent. */
function witnessAnswers(world: DeskWorld, site: SiteState, since: number): boolean {
  for (const [id, heardAt] of site.witnessHeard) {
    const row = world.rows.get(id);
    if (!row || heardAt <= since || row.verdict.condition === 'no-sight') continue;
    if (!world.sites.get(row.component.site)?.overdue.has(id)) return true;
  }
  return false;
}
