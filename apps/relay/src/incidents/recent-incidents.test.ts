import { incidentOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { createRecentIncidents } from './recent-incidents.ts';

const at = (number: number, revision: number, state: 'open' | 'taken' | 'closed' = 'open') =>
  incidentOf({ id: `i${number}`, number, revision, state });

test('IN-25 what was heard and is not stored yet is told as it is now', () => {
  const recent = createRecentIncidents();
  recent.heard({ incidents: [at(3, 1), at(1, 4, 'taken'), at(2, 1)] });
  expect(recent.newest('i1', at(1, 3))).toMatchObject({ revision: 4 });
  expect(recent.newest('i2', at(2, 7))).toMatchObject({ revision: 7 });
  expect(recent.newest('3', null)).toMatchObject({ id: 'i3' });
  expect(recent.newest('1', at(1, 3))).toMatchObject({ revision: 4 });
  expect(recent.newest('i9', null)).toBeNull();
  const page = (states: ('open' | 'taken')[] | null, below: number | null) =>
    recent.page(
      [at(2, 2), at(1, 3)].filter(({ number }) => below === null || number < below),
      { states, below },
    );
  expect(page(null, null).map(({ number, revision }) => [number, revision])).toEqual([
    [3, 1],
    [2, 2],
    [1, 4],
  ]);
  expect(page(['open'], null).map(({ number }) => number)).toEqual([3, 2]);
  expect(page(null, 2).map(({ number }) => number)).toEqual([1]);
});
