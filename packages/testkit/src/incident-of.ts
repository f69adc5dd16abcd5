import type { Incident } from '@yagura/contract';

/** An incident that nobody has taken yet. */
export function incidentOf(plan: Partial<Incident> = {}): Incident {
  const id = plan.id ?? 'component:a@1';
  return {
    id,
    number: 1,
    revision: 1,
    source: { kind: 'watch', group: id, root: { kind: 'component', id: 'a' } },
    title: 'A',
    sentence: 'A is DOWN.',
    state: 'open',
    occurrence: 1,
    health: 'down',
    priority: 1,
    rulePriority: 1,
    override: null,
    site: null,
    members: ['a'],
    memberCount: 1,
    owner: null,
    muted: false,
    times: {
      occurred: 5,
      detected: 10,
      notified: null,
      taken: null,
      workedAround: null,
      recovered: null,
      resumed: null,
      closed: null,
    },
    clocks: [],
    closed: null,
    mergedInto: null,
    splitFrom: null,
    facts: [],
    factsBefore: 0,
    log: [],
    ...plan,
  };
}
