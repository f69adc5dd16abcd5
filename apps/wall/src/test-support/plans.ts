import type { Plan } from '@yagura/contract';
import { deskStart } from './board.ts';

const hour = 3_600_000;

/** Approved work that begins in an hour and takes one. */
export function plan(over: Partial<Plan> = {}): Plan {
  return {
    kind: 'plan',
    id: 'plan-10001',
    number: 7,
    revision: 2,
    title: 'Release 7',
    reason: 'new',
    owner: 'anna',
    saidAt: deskStart,
    components: ['gw-1', 'gw-2'],
    windows: [{ from: deskStart + hour, until: deskStart + 2 * hour }],
    ended: null,
    last: { by: 'bob', at: deskStart, what: 'approved' },
    recurs: null,
    flexible: null,
    approval: { by: 'bob', at: deskStart, conflicts: [] },
    ...over,
  };
}
