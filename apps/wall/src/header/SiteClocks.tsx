import type { InventorySite } from '@yagura/contract';
import { useDesk } from '../app/wall.ts';
import { siteSeconds, zonesOf } from './site-clock.ts';

const none: readonly InventorySite[] = [];

/** What the clocks on the walls of our sites show. Whole clocks only: what has no room is wrapped away. */
export function SiteClocks() {
  const sites = useDesk((state) => state.board?.layout.sites) ?? none;
  const second = useDesk((state) => state.second);
  return (
    <ul className="clocks" aria-label="Clocks of the sites">
      {zonesOf(sites).map(({ name, timeZone }) => (
        <li key={timeZone}>
          <span>{name}</span>
          <time>{siteSeconds(second * 1000, timeZone)}</time>
        </li>
      ))}
    </ul>
  );
}
