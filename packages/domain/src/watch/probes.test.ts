import { expect, test } from 'vitest';
import { beatOf, entryOf, inventoryOf, noon } from '@yagura/testkit';
import { drive, type Drive } from '../testing/drive.ts';
import { lifeCalendars } from '../testing/settings.ts';

const everyMs = 1000;

interface Told {
  /** Seconds after noon at which it beats itself. */
  readonly own: readonly number[];
  /** What probes find, by seconds after noon. */
  readonly found: readonly (readonly [second: number, status: 'ok' | 'degraded' | 'down', probe?: string])[];
  readonly seconds: number;
}

/** A gateway that beats and is probed, heard by one collector that misses nothing. */
function told({ own, found, seconds }: Told, run = begin()): Drive {
  for (let n = 1; n <= seconds * 10; n++) {
    const until = noon + n * 100;
    const within = (second: number) => noon + second * 1000 > until - 100 && noon + second * 1000 <= until;
    const beats = [
      ...own.filter(within).map((second) => beatOf('gw-1', noon + second * 1000)),
      ...found
        .filter(([second]) => within(second))
        .map(([second, status, probe = 'probe-1']) =>
          beatOf('gw-1', noon + second * 1000, { probe, status, every: everyMs }),
        ),
    ];
    run.turn({ now: until, entries: [entryOf({ n, from: until - 100, until, beats })] });
  }
  return run;
}

function begin(): Drive {
  return drive({
    inventory: inventoryOf({ components: [{ id: 'gw-1', everyMs, tier: 1 }] }),
    deliveries: [],
    start: noon,
  });
}

const each = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const codes = (run: Drive) => run.status('gw-1').reasons.map(({ code }) => code);

test('WA-60 a probe that finds it down makes it so at once, although it says that it is well; both are shown', () => {
  const run = told({
    own: each(1, 20),
    found: [
      [1, 'ok'],
      [5, 'down'],
    ],
    seconds: 20,
  });
  expect(run.changesOf('gw-1')).toEqual(['- → no-sight', 'no-sight → ok', 'ok → down']);
  expect(run.changes.at(-1)?.at).toBe(noon + 5000);
  expect(run.status('gw-1')).toMatchObject({ health: 'down', flags: ['disagreeing'] });
  expect(codes(run)).toEqual(['probe']);
});

test('WA-60 what a probe found holds until it finds otherwise, and is then earned away like all else', () => {
  const own = each(1, 40);
  expect(
    told({
      own,
      found: [
        [5, 'down'],
        [20, 'ok'],
      ],
      seconds: 29,
    }).health('gw-1'),
  ).toBe('down');
  const run = told({
    own,
    found: [
      [5, 'down'],
      [20, 'ok'],
    ],
    seconds: 40,
  });
  expect(run.health('gw-1')).toBe('ok');
  expect(run.changes.at(-1)?.at).toBeGreaterThanOrEqual(noon + 30_000);
});

test('WA-60 of several probes the worst counts, each with its reason', () => {
  const found = [
    [5, 'degraded', 'probe-2'],
    [5, 'down', 'probe-1'],
    [5, 'ok', 'probe-3'],
  ] as const;
  const run = told({ own: each(1, 6), found, seconds: 6 });
  expect(run.status('gw-1').reasons).toMatchObject([
    { code: 'probe', probe: 'probe-1', status: 'down' },
    { code: 'probe', probe: 'probe-2', status: 'degraded' },
  ]);
});

test('WA-61 silent while a probe reaches it, it is degraded; when the probe is silent too it is down, since then', () => {
  const run = told({ own: each(1, 5), found: each(1, 10).map((second) => [second, 'ok'] as const), seconds: 20 });
  expect(run.changesOf('gw-1').slice(2)).toEqual(['ok → degraded', 'degraded → down']);
  const [degraded, down] = run.changes.slice(2);
  expect(degraded).toMatchObject({ at: noon + 8000, reasons: [{ code: 'self-silent', probe: 'probe-1' }] });
  expect(down).toMatchObject({ at: noon + 13_000, reasons: [{ code: 'silent' }] });
});

test('WA-61 the word of a probe may run out while the next beat is on its way: only silence that is vouched for makes it down', () => {
  const run = told({ own: [1], found: [[2, 'ok']], seconds: 4 });
  expect(run.health('gw-1')).toBe('degraded');
  run.turn({ now: noon + 5050 });
  expect(run.health('gw-1')).toBe('degraded');
  const beats = [beatOf('gw-1', noon + 4950)];
  run.turn({ now: noon + 5100, entries: [entryOf({ n: 41, from: noon + 4000, until: noon + 5100, beats })] });
  expect(run.changesOf('gw-1')).not.toContain('degraded → down');
});

test('WA-61 it contradicts its probe only as long as the probe tells', () => {
  const own = each(1, 20);
  const run = begin();
  for (let n = 1; n <= 120; n++) {
    const until = noon + n * 100;
    const second = n / 10;
    const says = own.includes(second) ? [beatOf('gw-1', until, { status: 'degraded' })] : [];
    const probe = second === 4 ? [beatOf('gw-1', until, { probe: 'probe-1', every: everyMs })] : [];
    run.turn({ now: until, entries: [entryOf({ n, from: until - 100, until, beats: [...says, ...probe] })] });
    if (second === 4 || second === 6.9) expect(run.status('gw-1').flags).toContain('disagreeing');
  }
  expect(run.status('gw-1')).toMatchObject({ health: 'degraded', flags: [] });
});

test('WA-62 a failed probe is evidence and never turned into blindness, also of what was never heard', () => {
  const run = told({ own: [], found: [[2, 'down']], seconds: 3 });
  expect(run.health('gw-1')).toBe('down');
  expect(codes(run)).toEqual(['probe', 'never-seen']);
  run.turn({ now: noon + 10_000 });
  expect(run.health('gw-1')).toBe('down');

  const lost = told({ own: each(1, 3), found: [[2, 'down']], seconds: 3 });
  lost.turn({ now: noon + 10_000 });
  expect(codes(lost)).toEqual(['probe', 'collector-lost']);
  expect(lost.health('gw-1')).toBe('down');
});

test('WA-62 a probe that finds it well makes nothing ok: it has to say so itself', () => {
  const run = told({ own: [], found: each(1, 9).map((second) => [second, 'ok'] as const), seconds: 10 });
  expect(run.health('gw-1')).toBe('no-sight');
});

test('WA-63 of a probe that tells twice, or late, the newest counts; more than eight probes are not taken, and counted', () => {
  const run = begin();
  const probed = (seq: number, status: 'ok' | 'down') =>
    beatOf('gw-1', noon + 50, { probe: 'constructor', epoch: 'a', seq, status });
  const many = each(1, 9).map((probe) => beatOf('gw-1', noon + 60, { probe: `probe-${probe}`, status: 'ok' }));
  const beats = [beatOf('gw-1', noon + 40), probed(2, 'ok'), probed(1, 'down'), ...many];
  run.turn({ now: noon + 100, entries: [entryOf({ n: 1, from: noon, until: noon + 100, beats })] });
  expect(run.health('gw-1')).toBe('ok');
  expect(run.world.watches[0]?.components.get('gw-1')).toMatchObject({ ignoredBeats: 3 });
  expect(run.world.watches[0]?.counters.beatsIgnored).toBe(3);
});

test('WA-57, WA-61 the word of a probe that ran out unheard does not hide that its hours end', () => {
  const components = [{ id: 'gw-1', everyMs, tier: 1 as const, runs: 'CLOSES' }];
  const inventory = inventoryOf({ components, calendars: lifeCalendars });
  const run = told({ own: [1], found: [[3.5, 'ok']], seconds: 6 }, drive({ inventory, deliveries: [], start: noon }));
  run.turn({ now: noon + 6600 });
  expect(run.status('gw-1')).toMatchObject({ health: 'degraded', reasons: [{ code: 'self-silent' }] });
  // Nobody vouches for anything since six: only the clock of its calendar goes on.
  run.until(noon + 7000);
  expect(run.status('gw-1')).toMatchObject({ health: 'closed', expectation: 'quiet' });
});
