import type { Inventory } from '@yagura/contract';
import { inventoryOf, noon, type ComponentPlan } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { noSchedule, type Verdict } from '../../watch/component.ts';
import { nextDeskInstant } from '../next-instant.ts';
import { stepDesk } from '../step.ts';
import { createDesk, type DeskWorld } from '../world.ts';
import type { AnnouncementDraft } from './grouping.ts';

const minute = 60_000;
const ok: Partial<Verdict> = { condition: 'ok', reasons: [{ code: 'heard' }] };
const down: Partial<Verdict> = { condition: 'down', reasons: [{ code: 'says', status: 'down' }] };
const degraded: Partial<Verdict> = { condition: 'degraded', reasons: [{ code: 'says', status: 'degraded' }] };

interface Script {
  readonly desk: DeskWorld;
  readonly told: AnnouncementDraft[];
  /** Tells verdicts at an instant after noon, having first lived through all that was due before. */
  at(ms: number, verdicts?: Readonly<Record<string, Partial<Verdict>>>): void;
}

/** A desk whose components are told to be this or that, without evidence. */
function scripted(components: readonly ComponentPlan[]): Script {
  const inventory = inventoryOf({ sites: { ldn: [], nyc: [], hkg: [] }, components });
  const desk = createDesk();
  const told: AnnouncementDraft[] = [];
  const step = (now: number, verdicts: Readonly<Record<string, Partial<Verdict>>>, given: Inventory | null = null) => {
    const facts = Object.entries(verdicts).map(([component, verdict]) => ({
      kind: 'verdict' as const,
      component,
      at: now,
      lastBeatAt: now,
      late: false,
      verdict: { ...whole, at: now, ...verdict },
    }));
    const effects = stepDesk(desk, { facts, inventory: given, remembered: [], findings: null, now });
    told.push(...effects.announcements);
  };
  step(noon - 1, Object.fromEntries(components.map(({ id }) => [id, ok])), inventory);
  return {
    desk,
    told,
    at(ms, verdicts = {}) {
      for (let wake = nextDeskInstant(desk); wake !== null && wake < noon + ms; wake = nextDeskInstant(desk))
        step(wake, {});
      step(noon + ms, verdicts);
    },
  };
}

const whole: Verdict = {
  condition: 'ok',
  expectation: 'expected',
  at: noon,
  reasons: [{ code: 'heard' }],
  flags: [],
  nextAt: null,
  forgiven: null,
  schedule: noSchedule,
};

function words(told: readonly AnnouncementDraft[]): string[] {
  return told.map(({ kind, root, priority, pages }) => `${kind} ${root.id} P${priority}${pages ? ' pages' : ''}`);
}

test('DE-34 the first P1 of a site pages, the next joins it, one elsewhere pages; 15 s and 60 s after, the reach is told', () => {
  const script = scripted([{ id: 'a' }, { id: 'b' }, { id: 'far', site: 'nyc' }]);
  script.at(1000, { a: down });
  script.at(5000, { b: down });
  script.at(6000, { far: down });
  expect(words(script.told)).toEqual(['opened a P1 pages', 'opened b P1', 'opened far P1 pages']);
  expect(script.told[1]?.why).toBe('It joins a, which paged at 12:00:01: both concern site ldn.');
  script.at(100_000);
  const updates = script.told.slice(3).map(({ at, kind, root }) => `${kind} ${root.id} ${at - noon}`);
  expect(updates).toEqual(['scope a 16000', 'scope far 21000', 'scope a 61000', 'scope far 66000']);
});

test('DE-34 after five minutes, or once what paged is over, a P1 of the same site pages again', () => {
  const script = scripted([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  script.at(0, { a: down });
  script.at(5 * minute + 1, { b: down });
  expect(words(script.told.filter(({ kind }) => kind === 'opened'))).toEqual([
    'opened a P1 pages',
    'opened b P1 pages',
  ]);
  script.at(6 * minute, { a: ok, b: ok });
  script.at(7 * minute, { c: down });
  expect(script.told.at(-1)).toMatchObject({ kind: 'opened', root: { id: 'c' }, pages: true });
});

test('DE-26 a dependency that failed more than ten minutes before explains nothing, one of nine minutes does', () => {
  const components = [
    { id: 'switch', site: 'nyc' },
    { id: 'gateway', dependsOn: ['switch'] },
  ];
  for (const [after, groups] of [
    [9 * minute, ['switch']],
    [11 * minute, ['switch', 'gateway']],
  ] as const) {
    const script = scripted(components);
    script.at(0, { switch: down });
    script.at(after, { gateway: down });
    expect(script.desk.alarms.map(({ root }) => root.id)).toEqual(groups);
  }
});

test('DE-36 off-hours a lost process is P2, and P1 from 90 min before its market opens, at that very instant', () => {
  const script = scripted([{ id: 'a' }]);
  const opensAt = noon + 100 * minute;
  const closed = { ...down, schedule: { session: 'closed', beatsWhileQuiet: false, opensAt } } as const;
  script.at(0, { a: closed });
  expect(words(script.told)).toEqual(['opened a P2']);
  script.at(11 * minute);
  expect(words(script.told.slice(0, 2))).toEqual(['opened a P2', 'worse a P1 pages']);
  expect(script.told[1]?.at).toBe(opensAt - 90 * minute);
});

test('DE-36 what only degrades is P3, alive when it should be quiet too; what was due and missed at tier 1 is P2, then P1', () => {
  const missed = (says: 'degraded' | 'down') =>
    ({ code: 'missed', rule: 'logon', says, subject: 'logon', dueAt: noon, since: noon, calendar: 'XLON' }) as const;
  const alive = { session: 'closed', beatsWhileQuiet: true, opensAt: null } as const;
  const script = scripted([{ id: 'a' }, { id: 'b', site: 'nyc' }, { id: 'c', site: 'hkg' }]);
  script.at(0, { a: degraded, b: { ...ok, expectation: 'quiet', schedule: alive } });
  expect(words(script.told)).toEqual(['opened a P3', 'opened b P3']);
  script.at(1000, { c: { condition: 'degraded', reasons: [missed('degraded')] } });
  script.at(2000, { c: { condition: 'down', reasons: [missed('down')] } });
  expect(words(script.told.slice(2))).toEqual(['opened c P2', 'worse c P1 pages']);
});

test('DE-37 the same root within an hour is a relapse of the same group; later it is a new one', () => {
  const script = scripted([{ id: 'a' }]);
  script.at(0, { a: down });
  script.at(2 * minute, { a: ok });
  script.at(50 * minute, { a: down });
  expect(words(script.told.filter(({ kind }) => kind !== 'scope'))).toEqual([
    'opened a P1 pages',
    'recovered a P1',
    'relapse a P1 pages',
  ]);
  expect(script.desk.alarms).toMatchObject([{ id: script.told[0]?.group, occurrence: 2 }]);
  script.at(51 * minute, { a: ok });
  script.at(112 * minute, { a: down });
  expect(script.told.at(-1)).toMatchObject({ kind: 'opened', pages: true });
  expect(script.told.at(-1)?.group).not.toBe(script.told[0]?.group);
});

test('DE-38 the end of flapping is told with where it stands and what was last announced', () => {
  const flapping = { code: 'flapping', holds: 'down', changes: 4, withinMs: 300_000, quietAt: noon } as const;
  const script = scripted([{ id: 'a', name: 'Gateway' }]);
  script.at(0, { a: { condition: 'down', reasons: [flapping] } });
  script.at(10 * minute, { a: degraded });
  const [steady] = script.told.filter(({ kind }) => kind === 'steady');
  expect(steady).toMatchObject({ pages: false });
  expect(steady?.text).toMatch(/^Gateway steady, DEGRADED; last announced DOWN\./);
  script.at(20 * minute, { a: { condition: 'down', reasons: [flapping] } });
  script.at(30 * minute, { a: ok });
  expect(script.told.at(-1)).toMatchObject({ kind: 'recovered' });
  expect(script.told.at(-1)?.why).toMatch(/It is steady again\.$/);
});

test('DE-39 what a calendar predicted is neither announced nor on the strip', () => {
  const script = scripted([{ id: 'a' }]);
  const closed = { ...ok, schedule: { session: 'closed', beatsWhileQuiet: false, opensAt: noon + minute } } as const;
  script.at(0, { a: closed });
  expect(script.desk.rows.get('a')?.status.health).toBe('closed');
  script.at(minute, { a: ok });
  expect(script.told).toEqual([]);
  expect(script.desk.strip).toEqual([]);
});
