import type { InventorySite } from '@yagura/contract';
import { useMemo } from 'react';
import { useDesk } from '../app/wall.ts';
import { RollUp } from '../board/RollUp.tsx';
import { siteClock } from '../header/site-clock.ts';

/** In units. */
const lineHeight = 36;
const headHeight = 44;
const shareOfRail = 0.45;

/** Every site with its local time and its roll-up. */
export function Sites({ sites }: { sites: readonly InventorySite[] }) {
  return (
    <section className="sites" aria-label="Sites">
      <h2>Sites</h2>
      {sites.map((site) => (
        <Site key={site.id} site={site} />
      ))}
    </section>
  );
}

/** What they take of a rail of this height; on a desk with more sites than fit, nothing: the map alone must do. */
export function sitesHeight(count: number, height: number, beside: boolean): number {
  const needed = headHeight + count * lineHeight;
  return count > 0 && needed <= height * (beside ? 1 : shareOfRail) ? needed : 0;
}

function Site({ site }: { site: InventorySite }) {
  const components = useDesk((state) => state.board?.layout.components);
  const members = useMemo(
    () =>
      [...(components ?? []).entries()].flatMap(([at, each]) =>
        each.site === site.id && !each.unregistered ? [at] : [],
      ),
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
