import { expect, test } from 'vitest';
import type { HeardBeat } from '@yagura/contract';
import { beatOf, entryOf, inventoryOf, noon, rhythm, scriptedCollector, type ComponentPlan } from '@yagura/testkit';
import { drive, type Drive } from '../testing/drive.ts';

function begin(components: readonly (string | ComponentPlan)[] = ['gw-1']): Drive {
  return drive({ inventory: inventoryOf({ components }), deliveries: [], start: noon });
}

/** Entry `n` of 100 ms each, with these beats. */
function tell(run: Drive, n: number, beats: readonly HeardBeat[], rest: object = {}): void {
  const until = noon + n * 100;
  run.turn({ now: until, entries: [entryOf({ n, from: until - 100, until, beats: [...beats], ...rest })] });
}

const stateOf = (run: Drive, id = 'gw-1') => run.world.watches[0]?.components.get(id);
const countersOf = (run: Drive) => run.world.watches[0]?.counters;

test('WA-16 an older or equal sequence number is ignored and counted, a gap is lost beats and no alarm', () => {
  const run = begin();
  const numbered = (seq: number, heard: number) => beatOf('gw-1', heard, { epoch: 'a', seq });
  tell(run, 1, [numbered(1, noon + 10), numbered(2, noon + 20), numbered(2, noon + 30), numbered(1, noon + 40)]);
  expect(stateOf(run)).toMatchObject({ seq: 2, ignoredBeats: 2, lostBeats: 0, heard: { at: noon + 20 } });
  tell(run, 2, [numbered(6, noon + 110)]);
  expect(stateOf(run)).toMatchObject({ seq: 6, lostBeats: 3 });
  expect(countersOf(run)).toMatchObject({ beatsFolded: 5, beatsIgnored: 2, beatsLost: 3 });
  expect(run.health('gw-1')).toBe('ok');
});

test('WA-16 what was heard earlier than the newest is ignored, and so is a former epoch', () => {
  const run = begin();
  tell(run, 1, [beatOf('gw-1', noon + 60, { epoch: 'a' }), beatOf('gw-1', noon + 50, { status: 'down' })]);
  tell(run, 2, [
    beatOf('gw-1', noon + 110, { epoch: 'b' }),
    beatOf('gw-1', noon + 120, { epoch: 'a', status: 'down' }),
  ]);
  expect(stateOf(run)).toMatchObject({ epoch: 'b', ignoredBeats: 2 });
  expect(run.health('gw-1')).toBe('ok');
});

test('WA-17 the same entry told twice counts once, a missing one is counted and not covered', () => {
  const run = begin();
  tell(run, 1, [beatOf('gw-1', noon + 10)]);
  tell(run, 1, [beatOf('gw-1', noon + 10)]);
  expect(countersOf(run)).toMatchObject({ entriesRepeated: 1, beatsFolded: 1 });
  tell(run, 4, []);
  expect(countersOf(run)).toMatchObject({ entriesLost: 2 });
  expect(run.world.watches[0]?.paths.get('col-1')).toMatchObject({ uncovered: 200, lostEntries: 2 });
});

test('WA-18 an instant ahead of desk time is cut to 250 ms ahead and touches nobody else', () => {
  const run = begin(['gw-1', 'gw-2']);
  const far = noon + 3_600_000;
  run.turn({
    now: noon + 100,
    entries: [
      entryOf({ n: 1, from: noon, until: far, beats: [beatOf('gw-1', far)], canary: { http: far } }),
      entryOf({ collector: 'col-2', n: 1, from: noon, until: noon + 100, beats: [beatOf('gw-2', noon + 90)] }),
    ],
  });
  expect(stateOf(run)?.heard?.at).toBe(noon + 350);
  expect(run.world.watches[0]?.paths.get('col-1')?.until).toBe(noon + 350);
  expect(stateOf(run, 'gw-2')?.heard?.at).toBe(noon + 90);
  expect(countersOf(run)).toMatchObject({ clockClipped: 1 });
});

test('WA-18 a beat ahead of its own entry is cut as well, so that it cannot stay green for long', () => {
  const run = begin();
  tell(run, 1, [beatOf('gw-1', noon + 3_600_000)]);
  expect(stateOf(run)?.heard?.at).toBe(noon + 350);
});

test('WA-18 a collector whose clock is ahead still vouches, beat for beat and silence for silence', () => {
  const beats = rhythm('gw-1', { from: noon + 50, to: noon + 5000 });
  const script = { id: 'col-1', start: noon, stop: noon + 30_000, beats, clockAheadMs: 3_600_000 };
  const run = drive({ inventory: inventoryOf(), deliveries: scriptedCollector(script), start: noon });
  expect(run.until(noon + 6900).health('gw-1')).toBe('ok');
  expect(run.until(noon + 7600).status('gw-1').reasons[0]?.code).toBe('silent');
});

test('WA-19 while catching up, instants up to desk time are believed although the judged instant lies behind', () => {
  const run = begin();
  const until = noon + 5000;
  run.turn({
    now: noon + 500,
    shown: until,
    entries: [entryOf({ from: noon, until, beats: [beatOf('gw-1', until - 50)] })],
  });
  run.turn({ now: until, entries: [] });
  expect(stateOf(run)?.heard?.at).toBe(until - 50);
  expect(run.health('gw-1')).toBe('ok');
});

test('WA-20 a new epoch is a restart; three in five minutes are degraded: restarting, until they are history', () => {
  const run = begin([{ id: 'gw-1', everyMs: 60_000 }]);
  const epochs = ['a', 'b', 'c', 'd'];
  for (const [index, epoch] of epochs.entries()) {
    tell(run, 1 + index * 100, [beatOf('gw-1', noon + index * 10_000 + 50, { epoch })]);
    expect(run.health('gw-1')).toBe(index < 3 ? 'ok' : 'degraded');
  }
  expect(run.status('gw-1').reasons).toEqual([{ code: 'restarting', epochs: 3, withinMs: 300_000 }]);
  expect(stateOf(run)?.restarts).toHaveLength(3);
});

test('WA-21 an announced restart is planned until its instant, at most 10 min and once an hour, then it must be back', () => {
  const run = begin();
  tell(run, 1, [beatOf('gw-1', noon + 50, { epoch: 'a', status: 'closing', backBy: noon + 20_000 })]);
  expect(run.status('gw-1')).toMatchObject({ health: 'planned', nextAt: noon + 20_000 });
  for (let n = 2; n <= 199; n++) tell(run, n, []);
  expect(run.status('gw-1')).toMatchObject({ health: 'planned', condition: 'down' });
  tell(run, 200, []);
  tell(run, 201, []);
  expect(run.status('gw-1')).toMatchObject({ health: 'down', since: noon + 20_000 });
  tell(run, 202, [beatOf('gw-1', noon + 20_150, { epoch: 'b', status: 'closing', backBy: noon + 40_000 })]);
  expect(run.status('gw-1').expectation).toBe('expected');
});

test('WA-21 back with a new epoch before its instant, it is expected again and no restart is held against it', () => {
  const run = begin();
  tell(run, 1, [beatOf('gw-1', noon + 50, { epoch: 'a', status: 'closing', backBy: noon + 3_600_000 })]);
  expect(run.status('gw-1').nextAt).toBe(noon + 50 + 600_000);
  tell(run, 20, [beatOf('gw-1', noon + 1950, { epoch: 'b' })]);
  expect(run.status('gw-1')).toMatchObject({ health: 'ok', expectation: 'expected' });
  expect(stateOf(run)?.restarts).toEqual([]);
});

test('WA-22 a source clock 1 s off is degraded: clock after three beats in a row, and decides nothing else', () => {
  const run = begin();
  const skewed = (heard: number) => beatOf('gw-1', heard, { at: heard - 1500 });
  tell(run, 1, [skewed(noon + 10), skewed(noon + 20)]);
  expect(run.health('gw-1')).toBe('ok');
  tell(run, 2, [skewed(noon + 110)]);
  expect(run.status('gw-1').reasons).toEqual([{ code: 'clock', offsetMs: -1500, limitMs: 1000 }]);
  expect(stateOf(run)?.heard?.at).toBe(noon + 110);
});

test('WA-23 a sender may declare its interval, and the limit follows it', () => {
  const run = begin();
  tell(run, 1, [beatOf('gw-1', noon + 50, { every: 4000 })]);
  for (let n = 2; n <= 115; n++) tell(run, n, []);
  expect(run.health('gw-1')).toBe('ok');
  for (let n = 116; n <= 121; n++) tell(run, n, []);
  expect(run.changes.at(-1)).toMatchObject({ to: 'down', at: noon + 12_050 });
});

test('WA-24 the folded instant never runs backwards', () => {
  const run = begin();
  tell(run, 50, [beatOf('gw-1', noon + 4990)]);
  const { since } = run.status('gw-1');
  run.turn({ now: noon });
  expect(run.world.watches[0]?.now).toBe(noon + 5000);
  expect(run.status('gw-1')).toMatchObject({ health: 'ok', since });
});

test('WA-25 a failure that began and ended within one turn is recorded; late and over, it is marked late', () => {
  const run = begin();
  tell(run, 1, [beatOf('gw-1', noon + 50)]);
  const beats = [beatOf('gw-1', noon + 150, { status: 'down' }), beatOf('gw-1', noon + 160)];
  tell(run, 2, beats, { late: true });
  expect(run.changes.slice(2).map(({ to, late }) => [to, late])).toEqual([['down', false]]);
  const quick = begin([{ id: 'gw-1', everyMs: 1000 }]);
  tell(quick, 1, [beatOf('gw-1', noon + 50)]);
  const entries = Array.from({ length: 200 }, (_, index) =>
    entryOf({
      n: index + 2,
      from: noon + 100 + index * 100,
      until: noon + 200 + index * 100,
      late: true,
      beats: [beatOf('gw-1', noon + 150 + index * 100, { status: index === 20 ? 'down' : 'ok' })],
    }),
  );
  quick.turn({ now: noon + 20_100, entries });
  expect(quick.changes.slice(2).map(({ from, to, late }) => [from, to, late])).toEqual([
    ['ok', 'down', true],
    ['down', 'ok', false],
  ]);
});

test('WA-26 metrics, labels and expected events are kept with the component', () => {
  const run = begin([{ id: 'gw-1', figure: 'ack_ms' }]);
  const occurrences = [{ component: 'gw-1', event: 'logon', at: noon + 20, heard: noon + 30, sender: 'tests' }];
  tell(run, 1, [beatOf('gw-1', noon + 50, { metrics: { ack_ms: 7 }, labels: { build: '4.2' } })], { occurrences });
  tell(run, 2, [beatOf('gw-1', noon + 150)]);
  expect(stateOf(run)).toMatchObject({
    metrics: { ack_ms: 7 },
    labels: { build: '4.2' },
    occurrences: { logon: noon + 20 },
  });
});
