import { maxWaiversOnBoard, type Waiver, type WaiverBrief } from '@yagura/contract';
import type { DeskWorld } from '../desk/world.ts';
import { spanOf, standsOf } from './stands.ts';

const componentsListed = 20;
const order: readonly WaiverBrief['state'][] = ['in-force', 'proposed', 'flexible', 'ahead'];

/** What every screen is told: what is in force, what waits for a person, and what is to come, in the order of its time. */
export function waiverBriefs({
  rows,
  waivers: { waivers, passedAt },
}: Pick<DeskWorld, 'rows' | 'waivers'>): WaiverBrief[] {
  return [...waivers.values()]
    .filter(({ ended }) => ended === null)
    .map((waiver) => briefOf(waiver, passedAt))
    .toSorted(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        (a.state === 'in-force' ? a.until - b.until : a.from - b.from) ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, maxWaiversOnBoard)
    .map((brief) => ({ ...brief, places: placesOf(rows, waivers.get(brief.id)?.components ?? []) }));
}

function briefOf(waiver: Waiver, now: number): WaiverBrief {
  const { id, kind, revision, title, reason, owner, components } = waiver;
  return {
    id,
    kind,
    revision,
    title,
    reason,
    owner,
    state: standsOf(waiver, now),
    ...spanOf(waiver, now),
    componentCount: components.length,
    places: null,
    components: components.slice(0, componentsListed),
  };
}

const mostPlaces = 200;

function placesOf(rows: DeskWorld['rows'], ids: readonly string[]): WaiverBrief['places'] {
  const places = new Map<string, { site: string; owner: string | null }>();
  for (const id of ids) {
    const component = rows.get(id)?.component;
    if (component === undefined) continue;
    const { site, owner } = component;
    places.set(JSON.stringify([site, owner]), { site, owner });
    if (places.size > mostPlaces) return null;
  }
  return [...places.values()];
}
