import type { InventorySite } from '@yagura/contract';
import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { RollUp } from '../board/RollUp.tsx';
import { siteClock } from '../header/site-clock.ts';

/** In units. */
const lineHeight = 36;
const headHeight = 44;
const shareOfRail = 0.4;

/** Every site with its local time and its roll-up; on a desk with more sites than fit, the map alone must do. */
export function Sites({ sites, height }: { sites: readonly InventorySite[]; height: number }) {
  if (sitesHeight(sites.length, height) === 0) return null;
  return (
    <section className="sites" aria-label="Sites">
      <h2>Sites</h2>
      {sites.map((site) => (
        <Site key={site.id} site={site} />
      ))}
    </section>
  );
}

export function sitesHeight(count: number, height: number): number {
  const needed = headHeight + count * lineHeight;
  return count > 0 && needed <= height * shareOfRail ? needed : 0;
}

function Site({ site }: { site: InventorySite }) {
  const components = useDesk((state) => state.board?.layout.components);
  const members = useMemo(
    () => [...(components ?? []).entries()].flatMap(([at, each]) => (each.site === site.id && !each.unregistered ? [at] : [])),
    [components, site.id],
  );
  const clock = useDesk((state) => siteClock(state.second * 1000, site.timeZone));
  return (
    <div className="site" data-site={site.id}>
      <span>{site.name}</span>
      <time>{clock}</time>
      <RollUp members={members} />
    </div>
  );
}
