import { incidentOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { clockBars } from './clock-bars.ts';
import { endedWords, logWords, priorityWords, sourceWords, timeWords } from './page-words.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const minute = 60_000;

test('WI-45 each clock is a bar of its stretches, and what was late stays late', () => {
  const clocks = [
    { clock: 'take', from: noon, dueAt: noon + 3 * minute, to: noon + 5 * minute, called: 1 },
    { clock: 'update', from: noon + 5 * minute, dueAt: noon + 20 * minute, to: null, called: 0 },
  ] as const;
  const [take, word] = clockBars(clocks, noon + 10 * minute);
  expect(take).toEqual({
    clock: 'take',
    segments: [
      {
        left: 0,
        width: 25,
        runs: false,
        late: { left: 15, width: 10 },
        text: '12:00:00 to 12:05:00, due 12:03:00, late by 2 min',
      },
    ],
  });
  expect(word?.segments).toEqual([
    { left: 25, width: 25, runs: true, late: null, text: '12:05:00 to now, due 12:20:00' },
  ]);
  expect(clockBars(clocks, noon + 30 * minute)[1]?.segments[0]?.late?.width).toBeCloseTo(100 / 3);
  expect(clockBars([], noon)).toEqual([]);
});

test('WI-45 all eight times are told in UTC, those that have not come as well', () => {
  const times = { ...incidentOf().times, occurred: noon, detected: noon + 1000, closed: noon + 120 * minute };
  const told = timeWords(times);
  expect(told.map(({ name }) => name)).toHaveLength(8);
  expect(told[0]).toEqual({ name: 'Occurred', at: '2026-03-02 12:00:00', after: 0 });
  expect(told[3]).toEqual({ name: 'Taken', at: '–', after: null });
  expect(told[7]).toEqual({ name: 'Closed', at: '2026-03-02 14:00:00', after: 7200 });
});

test('WI-45 a line of the log says who did what; a priority says whose word it is; a source where it comes from', () => {
  expect(logWords({ by: 'anna', what: 'handed-over', text: 'bob' })).toBe('anna: handed over · bob');
  expect(logWords({ by: null, what: 'recovered', text: '' })).toBe('recovered');
  const override = { priority: 1, by: 'anna', reason: 'clients call', at: noon } as const;
  expect(priorityWords(incidentOf({ override, rulePriority: 2 }))).toBe('P1 by anna: clients call (by rule P2)');
  expect(priorityWords(incidentOf())).toBeNull();
  expect(sourceWords(incidentOf({ occurrence: 2 }))).toBe('component a · occurrence 2');
  const told = { kind: 'person', what: 'Orders hang', where: 'Tokyo', toldBy: 'a client' } as const;
  expect(sourceWords({ source: told, occurrence: 1 })).toBe('told by a client, Tokyo');
});

test('WI-47 of a past incident it is told what helped and as what it was closed', () => {
  const closed = { reason: 'self-cleared', by: null, text: '' } as const;
  const helped = { by: 'bob', what: 'fixed', text: 'Restarted it' } as const;
  expect(endedWords({ helped, closed })).toBe('Fixed: Restarted it · closed as self cleared');
  expect(endedWords({ helped: null, closed: { ...closed, text: 'Nobody knows' } })).toBe(
    'closed as self cleared, Nobody knows',
  );
});
