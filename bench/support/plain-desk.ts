import { watchedOf } from '@yagura/testkit';
import type { FoldDesk } from './fold-desk.ts';

/** A desk of components that follow no calendar and no rule: what judging silence alone costs. */
export function plainDesk(count: number): FoldDesk {
  return {
    start: 1_800_000_000_000,
    inventory: {
      version: `bench-${count}`,
      desk: { name: 'Bench', timeZone: 'Europe/London', simulated: false },
      sites: [
        { id: 'ldn', name: 'London', timeZone: 'Europe/London', region: 'Europe', witnesses: [idAt(0), idAt(1)] },
      ],
      collectors: [{ id: 'col-1', site: 'ldn' }],
      senders: [{ id: 'bench', tokenHash: '0'.repeat(64), scope: '*', register: false }],
      components: Array.from({ length: count }, (_, index) =>
        watchedOf({ id: idAt(index), figure: 'load', witness: index < 2 }),
      ),
      services: [],
      views: [],
      calendars: [],
      ruleSets: { none: [] },
    },
    beatAt: (index, second) => ({ status: 'ok', metrics: { load: (index + second) % 100 } }),
  };
}

const idAt = (index: number) => `gw-${String(index).padStart(5, '0')}`;
