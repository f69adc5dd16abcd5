import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { beatSchema, heardBeatSchema, maxMetrics, type BeatInput } from './beat.ts';
import { deskFileSchema, takeLastsByDefault } from './desk-file.ts';
import { durationSchema, parseDuration } from './duration.ts';
import { entrySchema, maxBeatsPerEntry } from './entry.ts';
import { idSchema, positionSchema } from './ids.ts';
import { reasonSchema, statusSchema } from './status.ts';

const accepts = (beat: unknown) => beatSchema.safeParse(beat).success;
const manyMetrics = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, index]));

test('CO-2 the example desk file loads as it is', () => {
  const text = readFileSync(new URL('../../../config/desk.example.yaml', import.meta.url), 'utf8');
  const desk = deskFileSchema.parse(parse(text));
  expect(desk.components.map(({ id }) => id)).toEqual(['net-ldn-core', 'gw-xlon-1', 'gw-xlon-2', 'md-xlon-a']);
  expect(desk.defaults.gateway).toMatchObject({ every: 1000, tier: 1 });
  expect(desk.senders[0]).toMatchObject({ id: 'first-try', register: true });
});

test('CO-3 a desk file with an unknown field or a wrong value is refused, and the error names the place', () => {
  const site = { id: 'ldn', name: 'London', timeZone: 'Europe/London' };
  const component = { id: 'gw-1', name: 'Gateway', kind: 'gateway', site: 'ldn' };
  const desk = {
    desk: { name: 'D', timeZone: 'UTC' },
    sites: [site],
    collectors: [{ id: 'c', site: 'ldn' }],
    components: [component],
  };
  expect(deskFileSchema.safeParse(desk).success).toBe(true);
  const pathOf = (value: unknown) => deskFileSchema.safeParse(value).error?.issues[0]?.path.join('.');
  expect(pathOf({ ...desk, components: [{ ...component, kind: 'printer' }] })).toBe('components.0.kind');
  expect(pathOf({ ...desk, components: [{ ...component, tier: 5 }] })).toBe('components.0.tier');
  expect(pathOf({ ...desk, sites: [{ ...site, timeZone: 'not a zone' }] })).toBe('sites.0.timeZone');
  expect(deskFileSchema.safeParse({ ...desk, extra: 1 }).success).toBe(false);
});

test('CO-4 a beat needs nothing but its component; unknown fields are refused', () => {
  const plain: BeatInput = { component: 'gw-1' };
  expect(beatSchema.parse(plain)).toEqual({ component: 'gw-1', status: 'ok' });
  expect(accepts({})).toBe(false);
  expect(accepts({ component: 'gw-1', colour: 'green' })).toBe(false);
});

test('CO-5 a beat is bounded: ids, 32 metrics and labels, 500 characters of message, finite numbers', () => {
  const beat = { component: 'gw-1' };
  expect(accepts({ ...beat, metrics: manyMetrics(maxMetrics) })).toBe(true);
  for (const wrong of [
    { component: 'a b' },
    { component: 'x'.repeat(64) },
    { component: '' },
    { ...beat, metrics: manyMetrics(maxMetrics + 1) },
    { ...beat, metrics: { load: Number.NaN } },
    { ...beat, metrics: { load: Infinity } },
    { ...beat, metrics: { load: '1' } },
    { ...beat, labels: { build: 'x'.repeat(201) } },
    { ...beat, message: 'x'.repeat(501) },
    { ...beat, seq: -1 },
    { ...beat, seq: 1.5 },
    { ...beat, status: 'fine' },
    { ...beat, epoch: '' },
    { ...beat, at: 'yesterday' },
    { ...beat, every: '-1s' },
    null,
    [],
    'gw-1',
  ])
    expect(accepts(wrong), JSON.stringify(wrong)).toBe(false);
});

test('CO-6 a source says when as milliseconds or as ISO 8601 with its zone; an epoch may be a number', () => {
  const at = Date.UTC(2026, 2, 2, 12);
  expect(beatSchema.parse({ component: 'a', at: '2026-03-02T13:00:00+01:00' }).at).toBe(at);
  expect(beatSchema.parse({ component: 'a', at }).at).toBe(at);
  expect(accepts({ component: 'a', at: '2026-03-02T13:00:00' })).toBe(false);
  expect(beatSchema.parse({ component: 'a', epoch: 7 }).epoch).toBe('7');
});

test('CO-7 durations are written as people write them, in memory they are milliseconds', () => {
  expect(['250ms', '1s', '15 s', '2m', '2min', '1.5h', '1d'].map(parseDuration)).toEqual([
    250, 1000, 15_000, 120_000, 120_000, 5_400_000, 86_400_000,
  ]);
  expect(['', '5', 's', '-1s', '1 week', '1s 2s', '1e3s'].map(parseDuration)).toEqual(Array(7).fill(null));
  expect(durationSchema.parse(1500)).toBe(1500);
  for (const wrong of ['0s', 0, -5, '31d', '0.4ms', 1.5]) expect(durationSchema.safeParse(wrong).success).toBe(false);
});

test('IN-43 a desk says how long a take lasts, each priority by itself, and nobody is asked more often than each 5 s', () => {
  const { incidents } = deskFileSchema.shape;
  expect(incidents.parse(undefined).takeLasts).toEqual(takeLastsByDefault);
  expect(incidents.parse({ takeLasts: { p1: '10m' } }).takeLasts).toEqual({ ...takeLastsByDefault, p1: 600_000 });
  for (const p1 of ['1s', '0s', 'for ever']) expect(incidents.safeParse({ takeLasts: { p1 } }).success).toBe(false);
});

test('CO-8 a heard beat and an entry survive JSON unchanged, and an entry is bounded', () => {
  const beat = heardBeatSchema.parse({
    ...beatSchema.parse({ component: 'a', every: '2s' }),
    heard: 5,
    port: 'udp',
    sender: 's',
  });
  expect(heardBeatSchema.parse(JSON.parse(JSON.stringify(beat)))).toEqual(beat);
  const entry = {
    collector: 'c',
    epoch: 'e',
    n: 1,
    covers: { from: 0, until: 5, paused: 0 },
    canary: { udp: 4 },
    late: false,
    beats: [beat],
    occurrences: [],
  };
  expect(entrySchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
  const full = { ...entry, beats: Array(maxBeatsPerEntry + 1).fill(beat) };
  expect(entrySchema.safeParse(full).success).toBe(false);
});

test('CO-9 ids are plain and short, a position is a place and no time', () => {
  for (const right of ['a', 'gw-xlon-1', 'A.b_c-9', 'x'.repeat(63)])
    expect(idSchema.safeParse(right).success).toBe(true);
  for (const wrong of ['', '-a', '.a', 'a/b', 'ä', 'a\n', 'x'.repeat(64)])
    expect(idSchema.safeParse(wrong).success).toBe(false);
  expect(['0-0', '17-3'].every((text) => positionSchema.safeParse(text).success)).toBe(true);
  expect(['17', '17-', '-3', '1.5-0'].some((text) => positionSchema.safeParse(text).success)).toBe(false);
});

test('CO-10 a status always gives a reason, and reasons are a closed list', () => {
  const status = {
    health: 'ok',
    condition: 'ok',
    expectation: 'expected',
    since: 1,
    reasons: [{ code: 'heard' }],
    nextAt: null,
    flags: [],
  };
  expect(statusSchema.safeParse(status).success).toBe(true);
  expect(statusSchema.safeParse({ ...status, reasons: [] }).success).toBe(false);
  expect(statusSchema.safeParse({ ...status, flags: ['shiny'] }).success).toBe(false);
  expect(reasonSchema.safeParse({ code: 'moon-phase' }).success).toBe(false);
});
