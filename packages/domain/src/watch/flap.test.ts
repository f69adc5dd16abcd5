import { expect, test } from 'vitest';
import { inventoryOf, noon, rhythm, scriptedCollector, type CollectorScript } from '@yagura/testkit';
import { drive } from '../testing/drive.ts';

const minute = 60_000;
const killed = (from: number) => [{ from, to: from + 20_000 }];

/** Bad for three seconds, then good long enough to recover, so many times, from noon on. */
function flapper(times: number, everyMs: number, rest: Partial<CollectorScript> = {}) {
  const bad = (at: number) => at % everyMs < 3000 && at < times * everyMs;
  const beats = rhythm('gw-1', { from: noon + 50, to: noon + 40 * minute }).map((beat) => ({
    ...beat,
    status: bad(beat.heard - noon - 50) ? ('down' as const) : ('ok' as const),
  }));
  const script = { id: 'col-1', start: noon, stop: noon + 40 * minute, beats, entryEveryMs: 1000, ...rest };
  return drive({ inventory: inventoryOf(), deliveries: scriptedCollector(script), start: noon });
}

test('WA-43 four changes in five minutes flap: the worst is held, counted and told once', () => {
  const run = flapper(4, 30_000).until(noon + 3 * minute);
  const { health, flags, reasons } = run.status('gw-1');
  expect({ health, flags }).toEqual({ health: 'down', flags: ['flapping'] });
  expect(reasons[0]).toMatchObject({ code: 'flapping', holds: 'down', changes: 7 });
  // The change that made it flapping is the last one that is told.
  expect(run.changesOf('gw-1')).toEqual([
    '- → no-sight',
    'no-sight → down',
    'down → ok',
    'ok → down',
    'down → ok',
    'ok → down',
  ]);
});

test('WA-43 three changes in five minutes do not flap, and neither do seven within an hour', () => {
  expect(
    flapper(2, 30_000)
      .until(noon + 5 * minute)
      .status('gw-1').flags,
  ).toEqual([]);
  expect(
    flapper(4, 6 * minute)
      .until(noon + 20 * minute)
      .status('gw-1').flags,
  ).toEqual([]);
});

test('WA-43 eight changes within an hour flap, however slowly they come', () => {
  const run = flapper(6, 6 * minute).until(noon + 26 * minute);
  expect(run.status('gw-1')).toMatchObject({ health: 'down', flags: ['flapping'] });
});

test('WA-44 after ten quiet minutes it is told where it stands, as of that instant', () => {
  const run = flapper(4, 30_000);
  const lastChange = noon + 50 + 90_000 + 13_000;
  run.until(lastChange + 10 * minute - 1000);
  expect(run.health('gw-1')).toBe('down');
  run.until(lastChange + 10 * minute + 1000);
  expect(run.status('gw-1')).toMatchObject({ health: 'ok', since: lastChange + 10 * minute, flags: [] });
  expect(run.changesOf('gw-1').at(-1)).toBe('down → ok');
});

test('WA-45 our own blindness is no change of its own, and shows through while it flaps', () => {
  const blind = flapper(4, 30_000, { killed: killed(noon + 4 * minute) });
  expect(blind.until(noon + 4 * minute + 10_000).health('gw-1')).toBe('no-sight');
  blind.until(noon + 4 * minute + 30_000);
  expect(blind.status('gw-1')).toMatchObject({ health: 'down', flags: ['flapping'] });
  expect(blind.status('gw-1').reasons[0]).toMatchObject({ changes: 7 });
});
