import { expect, test } from 'vitest';
import { createFleet } from './fleet.ts';
import { component, shippedCalendar } from './test-support/components.ts';

const start = 1_700_000_000_000;
const some = Array.from({ length: 20 }, (_, index) => component({ id: `gw-${index}` }));

/** When each component was due between two instants. */
function run(fleet: ReturnType<typeof createFleet>, from: number, to: number, stepMs: number) {
  const at = new Map<string, number[]>();
  for (let now = from; now < to; now += stepMs)
    for (const { id } of fleet.due(now)) at.set(id, [...(at.get(id) ?? []), now]);
  return at;
}

test('SI-8 every component beats at its own interval, and their phases are spread over it', () => {
  const fleet = createFleet([...some, component({ id: 'job', everyMs: 5000 })], 'e', start);
  const at = run(fleet, start, start + 10_000, 10);
  expect(at.get('gw-3')?.length).toBe(10);
  const [hello = 0, ...later] = at.get('job') ?? [];
  expect(hello - start).toBeLessThan(1000);
  expect(later.length).toBe(2);
  expect((later[1] ?? 0) - (later[0] ?? 0)).toBe(5000);
  const phases = some.map(({ id }) => ((at.get(id)?.[0] ?? 0) - start) % 1000);
  for (let tenth = 0; tenth < 10; tenth++)
    expect(phases.filter((phase) => Math.floor(phase / 100) === tenth).length).toBeLessThanOrEqual(3);
});

test('SI-8 what a stalled process missed is not made up for, and the phase is kept', () => {
  const fleet = createFleet([component({ id: 'gw' })], 'e', start);
  expect(fleet.due(start).length).toBe(1);
  expect(fleet.due(start + 7300).length).toBe(1);
  expect(fleet.due(start + 7301).length).toBe(0);
  expect(fleet.due(start + 7999).length).toBe(0);
  expect(fleet.due(start + 8000).length).toBe(1);
});

test('SI-8 a clock that is set back silences nobody', () => {
  const fleet = createFleet([component({ id: 'gw' })], 'e', start);
  fleet.due(start);
  expect(fleet.due(start - 3_600_000).length).toBe(1);
});

test('SI-12 a killed component is silent and comes back as a new epoch from its first beat on', () => {
  const fleet = createFleet(some.slice(0, 2), 'e', start);
  expect(fleet.sign('gw-0')).toEqual({ component: 'gw-0', epoch: 'e-0', seq: 0 });
  fleet.kill('gw-0');
  expect(fleet.sign('gw-0')).toBeNull();
  expect(run(fleet, start, start + 3000, 10).has('gw-0')).toBe(false);
  expect(fleet.sign('gw-1')).not.toBeNull();
  fleet.restore('gw-0', start + 3000);
  expect(fleet.due(start + 3000).map(({ id }) => id)).toContain('gw-0');
  expect(fleet.sign('gw-0')).toEqual({ component: 'gw-0', epoch: 'e-1', seq: 0 });
});

test('SI-13 what was cut off lives on: the same epoch, and its missing numbers tell what was lost', () => {
  const fleet = createFleet([component({ id: 'gw' })], 'e', start);
  expect(fleet.sign('gw')?.seq).toBe(0);
  fleet.cut('gw');
  run(fleet, start, start + 3000, 10);
  fleet.restore('gw', start + 3000);
  expect(fleet.sign('gw')).toEqual({ component: 'gw', epoch: 'e-0', seq: 4 });
});

test('SI-20, SI-21 who has hours says once that it is not there, and begins them as a new process', () => {
  const saturday = Date.parse('2026-11-28T12:00:00Z');
  const monday = Date.parse('2026-11-30T07:00:00Z');
  const evening = Date.parse('2026-11-30T19:00:00Z');
  const fleet = createFleet(
    [component({ id: 'run', everyMs: 5000, runs: shippedCalendar('site:ldn') })],
    'e',
    saturday,
  );
  expect(fleet.due(saturday).length).toBe(1);
  expect(fleet.sign('run')).toEqual({ component: 'run', epoch: 'e-0', seq: 0 });
  expect(run(fleet, saturday + 1000, saturday + 20_000, 1000).size).toBe(0);
  expect(fleet.sign('run')).toBeNull();
  expect(fleet.due(monday - 1).length).toBe(0);
  expect(fleet.due(monday).length).toBe(1);
  expect(fleet.sign('run')).toEqual({ component: 'run', epoch: 'e-1', seq: 0 });
  expect(fleet.due(evening - 1).length).toBe(1);
  expect(fleet.due(evening + 6000).length).toBe(0);
  expect(fleet.sign('run')).toBeNull();
});
