import { kinds, type Inventory } from '@yagura/contract';
import type { Detection, RightDesk, SiteTally, Tally } from './report.ts';

export function tallyKinds(detection: readonly Detection[]): Tally[] {
  return kinds
    .map((kind) =>
      tally(
        kind,
        detection.filter((one) => one.kind === kind),
      ),
    )
    .filter(({ count }) => count > 0);
}

export function tallySites(inventory: Inventory, detection: readonly Detection[]): SiteTally[] {
  return inventory.sites.map(({ id, witnesses }) => ({
    ...tally(
      id,
      detection.filter((one) => one.site === id),
    ),
    witnesses,
    collectors: inventory.collectors.filter(({ site }) => site === id).map((collector) => collector.id),
  }));
}

/** The most followed first, and what follows none last. */
export function tallyCalendars({ components, calendars }: Inventory): RightDesk['calendars'] {
  const count = (id: string | null) => ({
    id,
    components: components.filter(({ calendar }) => calendar === id).length,
  });
  const followed = calendars.map(({ id }) => count(id)).toSorted((a, b) => b.components - a.components);
  return [...followed, count(null)].filter((one) => one.components > 0);
}

function tally(name: string, members: readonly Detection[]): Tally {
  return {
    name,
    count: members.length,
    tiers: [1, 2, 3, 4].map((tier) => members.filter((member) => member.tier === tier).length),
    fastestMs: least(members.map(({ everyMs }) => everyMs)),
    slowestMs: most(members.map(({ everyMs }) => everyMs)),
    toldWithinMs: most(members.map(({ toldWithinMs }) => toldWithinMs)),
  };
}

// A desk may hold more components than a call may have arguments.
const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
