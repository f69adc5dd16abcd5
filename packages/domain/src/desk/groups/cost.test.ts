import { inventoryOf, noon } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { noSchedule } from '../../watch/component.ts';
import type { WatchFact } from '../../watch/world.ts';
import { stepDesk } from '../step.ts';
import { createDesk } from '../world.ts';

const components = Array.from({ length: 5000 }, (_, index) => ({
  id: `c-${index}`,
  site: `site-${index % 10}`,
  vendor: `vendor-${index % 7}`,
  venue: `venue-${index % 40}`,
  dependsOn: index < 50 ? [] : [`c-${index % 50}`],
  cluster: { id: `cluster-${index >> 1}`, mode: 'active-active' as const, of: 2, need: 1 },
}));
const sites = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`site-${index}`, []]));

function verdict(component: string, condition: 'ok' | 'down', at: number): WatchFact {
  const reasons = condition === 'ok' ? [{ code: 'heard' } as const] : [{ code: 'says', status: 'down' } as const];
  const base = { expectation: 'expected', flags: [], nextAt: null, forgiven: null, schedule: noSchedule } as const;
  const [first] = reasons;
  if (!first) throw new Error('no reason');
  return {
    kind: 'verdict',
    component,
    at,
    lastBeatAt: at,
    late: false,
    verdict: { ...base, condition, at, reasons: [first] },
  };
}

test('DE-40 300 of 5,000 components that change in one turn are grouped anew in well under 100 ms', () => {
  const desk = createDesk();
  const step = (now: number, facts: WatchFact[], first = false) => {
    const inventory = first ? inventoryOf({ sites, components }) : null;
    const began = process.cpuUsage();
    stepDesk(desk, { facts, inventory, remembered: [], findings: null, now });
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  step(
    noon,
    components.map(({ id }) => verdict(id, 'ok', noon)),
    true,
  );
  const costs: number[] = [];
  for (let turn = 1; turn <= 9; turn++) {
    const condition = turn % 2 === 1 ? 'down' : 'ok';
    const facts = components.slice(100, 400).map(({ id }) => verdict(id, condition, noon + turn * 1000));
    costs.push(step(noon + turn * 1000, facts));
  }
  // Of processor time, because others use the machine as well.
  const median = costs.toSorted((a, b) => a - b)[4] ?? Infinity;
  expect(median).toBeLessThan(100);
}, 60_000);
