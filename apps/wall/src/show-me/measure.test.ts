import type { Health } from '@yagura/contract';
import { expect, test } from 'vitest';
import { beginRun, missedAfterMs, observe, type Measurement, type Scene } from './measure.ts';
import { measurementText } from './words.ts';

const all = ['gw-1', 'gw-2', 'net-1'];

function scene(healths: Partial<Record<string, Health>> = {}, over: Partial<Scene> = {}): Scene {
  return {
    covered: false,
    healths: new Map(all.map((id) => [id, healths[id] ?? 'ok'])),
    alarms: [],
    siteMembers: (site) => (site === 'ldn' ? ['gw-1', 'gw-2'] : []),
    ...over,
  };
}

const own = { id: 'a', rootKind: 'component', rootId: 'gw-1' };
const other = { id: 'b', rootKind: 'component', rootId: 'gw-2' };

function through(start: Measurement, steps: readonly (readonly [now: number, scene: Scene])[]): Measurement {
  return steps.reduce((before, [now, seen]) => observe(before, seen, now), start);
}

test('WI-17 kill a gateway: from the click to its tile DOWN, then until it is well again', () => {
  const start = beginRun('kill-gateway', { component: 'gw-1', site: null }, 1000, scene());
  const seen = through(start, [
    [2000, scene()],
    [4200, scene({ 'gw-1': 'down' }, { alarms: [own] })],
  ]);
  expect(measurementText(seen)).toBe('DOWN painted after 3.2 s · undoes itself');
  const restored = through(seen, [
    [9000, scene({}, { alarms: [own] })],
    [13_000, scene()],
  ]);
  expect(measurementText(restored)).toBe('DOWN painted after 3.2 s · restored after 12.0 s, no false alarm');
});

test('WI-17 lose a logon: from the click to the DOWN that only a rule can tell, while every heartbeat is there', () => {
  const start = beginRun('lose-logon', { component: 'gw-1', site: null }, 0, scene());
  const degraded = observe(start, scene({ 'gw-1': 'degraded' }, { alarms: [own] }), 3000);
  expect(degraded.phase).toBe('waiting');
  const end = through(degraded, [
    [6500, scene({ 'gw-1': 'down' }, { alarms: [own] })],
    [27_000, scene()],
  ]);
  expect(measurementText(end)).toBe(
    'Alive and not logged on: DOWN painted after 6.5 s · restored after 27.0 s, no false alarm',
  );
});

test('WI-17 alarms that the step is not about are counted', () => {
  const start = beginRun('kill-gateway', { component: 'gw-1', site: null }, 0, scene());
  const end = through(start, [
    [3000, scene({ 'gw-1': 'down' }, { alarms: [own, other] })],
    [9000, scene()],
  ]);
  expect(measurementText(end)).toMatch(/1 other alarm$/);
});

test('WI-17 lose a site: at least five and half of its tiles, and exactly one alarm', () => {
  const members = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const siteScene = (lost: number, alarms: Scene['alarms']): Scene => ({
    ...scene({}, { alarms, siteMembers: () => members }),
    healths: new Map(members.map((id, index) => [id, index < lost ? 'no-sight' : 'ok'])),
  });
  const site = { id: 's', rootKind: 'site', rootId: 'ldn' };
  const start = beginRun('lose-site', { component: null, site: 'ldn' }, 0, siteScene(0, []));
  const few = observe(start, siteScene(4, [site]), 3000);
  expect(few.phase).toBe('waiting');
  expect(observe(few, siteScene(5, []), 3500).phase).toBe('waiting');
  const lost = observe(few, siteScene(5, [site]), 4000);
  expect(measurementText(lost)).toBe('Site lost, one alarm painted after 4.0 s · undoes itself');
});

test('WI-17 cut the monitor: the cover, then everything that was well is well again', () => {
  const start = beginRun('cut-monitor', { component: null, site: null }, 0, scene({ 'net-1': 'degraded' }));
  const covered = observe(start, scene({}, { covered: true }), 3400);
  expect(covered.phase).toBe('seen');
  expect(observe(covered, scene({ 'gw-1': 'no-sight' }), 9000).phase).toBe('seen');
  expect(observe(covered, scene({ 'net-1': 'degraded' }), 9500).phase).toBe('restored');
});

test('WI-17 what does not come is said', () => {
  const start = beginRun('kill-gateway', { component: 'gw-1', site: null }, 0, scene());
  expect(measurementText(observe(start, scene(), missedAfterMs + 1))).toBe('gw-1: not seen in time');
});
