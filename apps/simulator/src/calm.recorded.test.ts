import { beatSchema, heardBeatSchema } from '@yagura/contract';
import type { Entry, HeardBeat, HeardOccurrence, Inventory } from '@yagura/contract';
import { createWorld, foldTurn, nextWakeOf } from '@yagura/domain';
import { expect, test } from 'vitest';
import { composeBeat } from './compose-beat.ts';
import type { Ailment } from './compose-beat.ts';
import { occurredBetween } from './duties.ts';
import { createFleet } from './fleet.ts';
import { simulatedDesk } from './simulated-desk.ts';
import { demoPath, inventoryAt } from './test-support/demo-desk.ts';

const inventory = inventoryAt(demoPath);
const { components } = simulatedDesk(inventory);
const byId = new Map(components.map((component) => [component.id, component]));
const seed = 1;
const well: Ailment = { trouble: null, loggedOff: new Set() };
const stepMs = 1000;
const hourMs = 3_600_000;

/** The demo as its own engine judges it, from an instant on; what was due in the hours before was told in time. */
function live(from: number, desk: Inventory = inventory) {
  const world = createWorld(1, from);
  const fleet = createFleet(components, 'e', from);
  const changes: { id: string; to: string | null; at: string }[] = [];
  let n = 0;
  let told = from - 12 * hourMs;
  const turn = (now: number, entries: readonly Entry[], first: Inventory | null = null) => {
    const effects = foldTurn(world, { inventory: first, findings: null, entries, now });
    for (const { component, to, at } of effects.changes)
      changes.push({ id: component, to, at: new Date(at).toISOString() });
  };
  const entry = (at: number, heard: Partial<Entry>): Entry => ({
    collector: 'col-1',
    epoch: 'c',
    n: ++n,
    late: false,
    beats: [],
    occurrences: [],
    covers: { from: Math.max(from, at - stepMs), until: at, paused: 0 },
    canary: { http: at, udp: at },
    ...heard,
  });
  const events = (at: number): HeardOccurrence[] => {
    const occurred = components.flatMap((component) => occurredBetween(component, told, at, seed));
    told = at;
    return occurred.map((event) => ({ ...event, heard: at, sender: 'demo' }));
  };
  const hear = (at: number, ailment: Ailment): Entry => {
    const beats = fleet.due(at).flatMap(({ id }): HeardBeat[] => {
      const signature = fleet.sign(id);
      if (signature === null) return [];
      const beat = beatSchema.parse(composeBeat(byId.get(id)!, signature, at, seed, ailment));
      return [heardBeatSchema.parse({ ...beat, heard: at, port: 'http', sender: 'demo' })];
    });
    return entry(at, { beats, occurrences: events(at) });
  };
  turn(from, [entry(from, { occurrences: events(from) })], desk);
  return {
    changes,
    until(to: number, ailment: Ailment = well) {
      for (let at = world.watches[0]!.now + stepMs; at <= to; at += stepMs) {
        const wake = nextWakeOf(world);
        if (wake !== null && wake < at - 1) turn(wake, []);
        turn(at, [hear(at, ailment)]);
      }
    },
    ill: () =>
      [...world.desk.rows.values()].filter(({ status }) => !['ok', 'closed', 'planned'].includes(status.health)),
    status: (id: string) => world.desk.rows.get(id)!.status,
    count: (health: string) => [...world.desk.rows.values()].filter(({ status }) => status.health === health).length,
  };
}

/** Never seen and then there is how everybody begins. */
const troubling = ({ changes }: ReturnType<typeof live>) =>
  changes.filter(({ to }) => to !== null && ['degraded', 'down'].includes(to));

const moments: readonly (readonly [string, string])[] = [
  ['Tokyo opens, London sleeps', '2026-11-25T00:00:00Z'],
  ['lunch in Tokyo', '2026-11-25T02:30:00Z'],
  ['Hong Kong ends its lunch', '2026-11-25T05:00:00Z'],
  ['European logons', '2026-11-25T07:00:00Z'],
  ['London and Frankfurt open', '2026-11-25T08:00:00Z'],
  ['New York opens', '2026-11-25T14:30:00Z'],
  ['London closes and logs off', '2026-11-25T17:00:00Z'],
  ['the offices in London go home', '2026-11-25T19:00:00Z'],
  ['New York closes', '2026-11-25T21:00:00Z'],
  ['one day of futures ends and another begins', '2026-11-25T23:00:00Z'],
  ['Thanksgiving', '2026-11-26T15:00:00Z'],
  ['the half day after it ends early', '2026-11-27T18:00:00Z'],
  ['the clearing file of that half day is due', '2026-11-27T20:00:00Z'],
  ['currencies close for the weekend', '2026-11-27T22:00:00Z'],
  ['Saturday', '2026-11-28T12:00:00Z'],
  ['Sunday evening', '2026-11-29T23:00:00Z'],
  ['Christmas', '2026-12-25T14:00:00Z'],
  ['Europe has changed its clocks and New York has not', '2026-10-26T14:00:00Z'],
];

test.each(moments)('SI-19 a healthy demo is calm under every rule that ships: %s', (_, text) => {
  const at = Date.parse(text);
  const demo = live(at - 60_000);
  demo.until(at + 60_000);
  expect(troubling(demo)).toEqual([]);
  expect(demo.ill().map(({ component }) => component.id)).toEqual([]);
});

test('SI-20 what trades nowhere now is closed, and somebody always trades', () => {
  for (const text of ['2026-11-25T03:00:00Z', '2026-11-25T12:00:00Z', '2026-11-25T20:00:00Z', '2026-11-28T12:00:00Z']) {
    const demo = live(Date.parse(text));
    demo.until(Date.parse(text) + 20_000);
    expect(demo.count('closed'), text).toBeGreaterThan(10);
    expect(demo.count('ok'), text).toBeGreaterThan(30);
  }
  const saturday = live(Date.parse('2026-11-28T12:00:00Z'));
  saturday.until(Date.parse('2026-11-28T12:00:20Z'));
  expect(saturday.status('gw-xlon-1').health).toBe('closed');
  expect(saturday.status('csh-eu').health).toBe('closed');
  saturday.until(Date.parse('2026-11-28T12:11:00Z'));
  expect(saturday.status('csh-eu').health).toBe('closed');
  expect(saturday.status('gw-coin-1').health).toBe('ok');
});

test('SI-23 a lost logon is down within seconds by its rule, at the weekend too, and mends', () => {
  for (const [text, id] of [
    ['2026-11-25T10:00:00Z', 'gw-xlon-1'],
    ['2026-11-28T12:00:00Z', 'gw-coin-1'],
  ] as const) {
    const at = Date.parse(text);
    const demo = live(at);
    demo.until(at + 20_000);
    demo.until(at + 30_000, { trouble: null, loggedOff: new Set([id]) });
    expect(demo.status(id)).toMatchObject({ health: 'down', reasons: [{ code: 'state', rule: 'session-lost' }] });
    expect(demo.ill().map(({ component }) => component.id)).toEqual([id]);
    demo.until(at + 60_000);
    expect(demo.status(id).health).toBe('ok');
  }
});
