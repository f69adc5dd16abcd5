import { expect, test } from 'vitest';
import { foundIn, frame, summer } from '../../test-support/desk.ts';

const added = (line: string, now = summer) => foundIn(`${frame}  - { ${line} }\n`, undefined, now);
const router = 'id: or-1, name: o, kind: order-router, site: ldn, every: 1s, owner: eq, runbook: r, dependsOn: [net-1]';

test('CH-7 what has no calendar is named with its venue, unless it says that it has none', () => {
  expect(added(router)['no-calendar']).toEqual(['or-1']);
  expect(added(`${router}, venue: LMAX`)['no-calendar']).toEqual(['or-1 (LMAX has none)']);
  expect(added(`${router}, calendar: none`)['no-calendar']).toBeUndefined();
});

test('CH-17 rules that wait for a calendar which is not followed are named', () => {
  expect(added(router)['rule-without-calendar']).toEqual([expect.stringMatching(/^or-1 \(ack-time, .* more\)$/)]);
  expect(added(`${router}, venue: XLON`)).toEqual({});
});

test('CH-17 rules that wait for phases which nobody knows are named', () => {
  expect(added(`${router}, calendar: XJSE`)).toEqual({
    'rule-without-phases': ['or-1 (unacknowledged, oldest-unacknowledged)'],
  });
});

test('CH-17 a rule that ships and is too slow by the interval of a component is named', () => {
  const seldom = router.replace('every: 1s', 'every: 6s, tier: 1, venue: XLON');
  expect(added(seldom)).toMatchObject({
    'rule-too-slow': [expect.stringMatching(/^or-1 \(unacknowledged: \d+ s\)$/)],
    'silence-too-slow': ['or-1 (every 6 s: 18.5 s)'],
  });
});

test('CH-17 a rule that is off and changed at once is named', () => {
  const found = added(`${router}, venue: XLON, rules: [{ id: load, off: elsewhere, down: "> 90" }]`);
  expect(found).toEqual({ 'rule-off-and-changed': ['load of or-1'] });
});

test('CH-17 a calendar that ends within 60 days is named with its end and how many follow it', () => {
  expect(foundIn(frame, undefined, Date.UTC(2027, 9, 31))).toEqual({});
  expect(foundIn(frame, undefined, Date.UTC(2027, 10, 10))).toEqual({
    'calendar-ends': ['XLON (2027-12-31, 2 components)'],
  });
});
