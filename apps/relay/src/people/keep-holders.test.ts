import type { IncidentBrief } from '@yagura/contract';
import { expect, test } from 'vitest';
import { keepHolders } from './keep-holders.ts';

const brief = (number: number, priority: 1 | 2, person: string | null): IncidentBrief => ({
  id: `i${number}`,
  number,
  revision: 1,
  state: person === null ? 'open' : 'taken',
  priority,
  title: 'A',
  occurred: 1,
  occurrence: 1,
  muted: false,
  owner: person === null ? null : { person, since: 1, until: 2 },
  calledAt: null,
  dueAt: null,
});

test('PE-17 whoever holds a P1 stays signed in, for another hour each time, and nobody else does', () => {
  const asked: unknown[] = [];
  let run = () => {};
  let incidents: IncidentBrief[] = [];
  keepHolders({
    people: { extendSessions: (...question) => Promise.resolve(void asked.push(question)) },
    board: () => ({ incidents }),
    now: () => 1_000_000,
    every(_ms, each) {
      run = each;
      return () => {};
    },
    onFault: () => expect.unreachable(),
  });
  run();
  incidents = [brief(1, 1, 'anna'), brief(2, 2, 'bob'), brief(3, 1, null), brief(4, 1, 'anna')];
  run();
  expect(asked).toEqual([[['anna'], { now: 1_000_000, soon: 1_600_000, until: 4_600_000 }]]);
});
