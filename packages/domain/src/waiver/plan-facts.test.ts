import { expect, test } from 'vitest';
import type { Health } from '@yagura/contract';
import { calendarOf, inventoryOf, noon, type ComponentPlan } from '@yagura/testkit';
import { planFacts, type PlanFactsAsked } from './plan-facts.ts';

const hour = 3_600_000;
const pair = { id: 'pair', mode: 'active-passive', of: 2, need: 1 } as const;
const components: ComponentPlan[] = [
  { id: 'switch' },
  { id: 'gw-1', dependsOn: ['switch'], cluster: pair, calendar: 'LSE' },
  { id: 'gw-2', dependsOn: ['switch'], cluster: pair, calendar: 'LSE' },
  { id: 'router', dependsOn: ['gw-1'] },
  { id: 'portal', dependsOn: ['router'] },
];
const inventory = inventoryOf({ components, calendars: [calendarOf({ id: 'LSE', open: '08:00', close: '16:30' })] });
const evening = { from: noon + 8 * hour, until: noon + 9 * hour };

function facts(more: Partial<PlanFactsAsked>, ill: Readonly<Record<string, Health>> = {}) {
  return planFacts({
    inventory,
    healthOf: (id) => ill[id] ?? 'ok',
    components: ['gw-1'],
    windows: [evening],
    others: [],
    ...more,
  });
}

test('WV-30 a market that is open meanwhile is a conflict, one that is closed is none, and one that nobody knows is', () => {
  expect(facts({}).conflicts).toEqual([]);
  expect(facts({ windows: [{ from: noon - hour, until: noon + 8 * hour }] }).conflicts).toEqual([
    'LSE is open meanwhile, Mon 11:00:00 UTC to Mon 16:30:00 UTC; 1 component follows it.',
  ]);
  const far = { from: Date.UTC(2027, 5, 1), until: Date.UTC(2027, 5, 2) };
  expect(facts({ windows: [far] }).conflicts[0]).toMatch(/LSE does not reach so far/);
});

test('WV-31 a cluster without enough legs is a conflict, with one leg to spare it is not, with none it is said', () => {
  expect(facts({}).lastLegs).toEqual(['pair keeps 1 of 2, and needs 1.']);
  expect(facts({ components: ['gw-1', 'gw-2'] }).conflicts).toEqual(['pair keeps 0 of 2, and needs 1.']);
  expect(facts({}, { 'gw-2': 'down' }).conflicts).toEqual([
    'pair keeps 1 of 2, of which 1 does not work now, and needs 1.',
  ]);
});

test('WV-32 its reach is what leans on it, directly or not, and is not part of it', () => {
  expect(facts({ components: ['switch'] }).reach).toEqual({ count: 4, first: ['gw-1', 'gw-2', 'router', 'portal'] });
  expect(facts({ components: ['switch', 'router'] }).reach).toEqual({ count: 3, first: ['gw-1', 'gw-2', 'portal'] });
});

test('WV-33 other work on the same component or cluster at the same time is a conflict', () => {
  const other = { id: 'plan-10001', title: 'Firmware', windows: [evening], components: ['gw-2'] };
  expect(facts({ others: [other] }).conflicts).toEqual(['plan-10001, Firmware, works on pair at the same time.']);
  expect(facts({ others: [{ ...other, components: ['gw-1'] }] }).conflicts).toEqual([
    'plan-10001, Firmware, covers gw-1 at the same time.',
  ]);
  const later = [{ from: evening.until, until: evening.until + hour }];
  expect(facts({ others: [{ ...other, windows: later }] }).conflicts).toEqual([]);
});
