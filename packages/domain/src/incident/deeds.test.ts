import type { Command, IncidentAction } from '@yagura/contract';
import { noon, type ComponentPlan } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { takeCommand } from '../desk/take-command.ts';
import { scriptedDesk, type ScriptedDesk } from '../testing/scripted-desk.ts';
import type { Verdict } from '../watch/component.ts';
import { incidentMemory } from './memory.ts';
import { rememberIncidents } from './remember-incidents.ts';

const minute = 60_000;
const ok: Partial<Verdict> = { condition: 'ok', reasons: [{ code: 'heard' }] };
const down: Partial<Verdict> = { condition: 'down', reasons: [{ code: 'says', status: 'down' }] };
const chain: ComponentPlan[] = [
  { id: 'switch', site: 'nyc', tier: 2 },
  { id: 'router', site: 'ldn', dependsOn: ['switch'] },
  { id: 'gateway', site: 'ldn', dependsOn: ['switch'] },
  { id: 'feed', site: 'ldn', dependsOn: ['gateway'] },
];

/** Everything is down since 10 s, under the switch. */
function chainDown(): ScriptedDesk {
  const script = scriptedDesk(chain);
  script.at(10_000, { switch: down, router: down, gateway: down, feed: down });
  return script;
}

let keys = 0;
function act(script: ScriptedDesk, ms: number, incident: string, action: IncidentAction) {
  const does = { kind: 'act', incident, expected: null, action } as const;
  const command: Command = { id: `split-key-${keys++}`, person: 'anna', does };
  const outcome = takeCommand(script.desk, command, noon + ms);
  script.at(ms);
  return outcome;
}

const incidentsOf = ({ desk }: ScriptedDesk) => [...desk.incidents.incidents.values()];
const idOf = (script: ScriptedDesk, title: string): string =>
  incidentsOf(script).find((incident) => incident.title === title)?.id ?? '';
const alarmsOf = ({ desk }: ScriptedDesk): string[] =>
  desk.alarms.map(({ root, members }) => `${root.id}: ${members.toSorted().join(' ')}`).toSorted();

test('IN-14 what is split off is a matter of its own, with what depends on it; it wakes nobody and says whose word it is', () => {
  const script = chainDown();
  const before = script.told.length;
  const outcome = act(script, 30_000, idOf(script, 'switch'), { verb: 'split', components: ['gateway'] });
  expect(outcome).toMatchObject({ result: 'done', text: 'gateway split from incident 1' });
  expect(alarmsOf(script)).toEqual(['gateway: feed gateway', 'switch: router switch']);
  const told = script.told.slice(before).filter(({ kind }) => kind !== 'scope');
  expect(told).toMatchObject([{ kind: 'split', root: { id: 'gateway' }, priority: 1, pages: false }]);
  const [origin, own] = incidentsOf(script);
  expect(origin?.log).toContainEqual(expect.objectContaining({ what: 'split', by: 'anna', text: 'gateway' }));
  expect(own).toMatchObject({ title: 'gateway', state: 'open', splitFrom: origin?.id });
  expect(own?.log.at(-1)).toMatchObject({ what: 'split', by: 'anna', text: 'from incident 1' });
});

test('IN-15 whatever belongs to an incident that somebody has is marked as taken, as long as they have it', () => {
  const script = chainDown();
  const taken = () =>
    [...script.desk.rows.values()].flatMap(({ component, status }) =>
      status.flags.includes('taken') ? [component.id] : [],
    );
  act(script, 20_000, idOf(script, 'switch'), { verb: 'take' });
  expect(taken().toSorted()).toEqual(['feed', 'gateway', 'router', 'switch']);
  script.at(30_000, { router: ok });
  expect(taken().toSorted()).toEqual(['feed', 'gateway', 'switch']);
  script.at(31 * minute);
  expect(taken()).toEqual([]);
});

test('IN-14 that is remembered: also when it fails again within the hour, and no longer', () => {
  const script = chainDown();
  act(script, 30_000, idOf(script, 'switch'), { verb: 'split', components: ['gateway'] });
  script.at(minute, { router: ok, gateway: ok, feed: ok, switch: ok });
  script.at(50 * minute, { switch: down, gateway: down });
  expect(alarmsOf(script)).toEqual(['gateway: gateway', 'switch: switch']);
  script.at(51 * minute, { switch: ok, gateway: ok });
  script.at(112 * minute, { switch: down, gateway: down });
  expect(alarmsOf(script)).toEqual(['switch: gateway switch']);
});

test('IN-14 three that failed together and share a site: who is split off is no part of what they have in common', () => {
  const script = scriptedDesk(['a', 'b', 'c', 'd'].map((id) => ({ id, site: 'ldn' })));
  script.at(10_000, { a: down, b: down, c: down, d: down });
  const [common] = incidentsOf(script);
  act(script, 20_000, common?.id ?? '', { verb: 'split', components: ['a', 'b'] });
  expect(alarmsOf(script)).toEqual(['a: a', 'b: b', 'ldn: c d']);
});

test('IN-14 what cannot be split is refused in words, and nothing changes', () => {
  const script = chainDown();
  const id = idOf(script, 'switch');
  const split = (components: string[], of = id) => act(script, 30_000, of, { verb: 'split', components });
  expect(split(['switch']).text).toBe('switch is what it is about');
  expect(split(['elsewhere']).text).toBe('elsewhere is not one of its members now');
  const opened = takeCommand(
    script.desk,
    {
      id: 'opened-by-hand',
      person: 'anna',
      does: { kind: 'open', what: 'No prices', where: 'London', toldBy: 'a client', priority: 2 },
    },
    noon + 30_000,
  );
  expect(split(['gateway'], opened.incident ?? '').text).toBe('somebody was told of it: it has no members');
  expect(alarmsOf(script)).toEqual(['switch: feed gateway router switch']);
  const common = scriptedDesk(['a', 'b', 'c'].map((one) => ({ id: one, site: 'ldn' })));
  common.at(10_000, { a: down, b: down, c: down });
  const all = { verb: 'split', components: ['a', 'b', 'c'] } as const;
  const of = incidentsOf(common)[0]?.id ?? '';
  expect(act(common, 20_000, of, { ...all, components: [...all.components] }).text).toBe('nothing would be left of it');
});

test('IN-14 a desk that begins anew from what Postgres remembers keeps it apart', () => {
  const script = chainDown();
  act(script, 30_000, idOf(script, 'switch'), { verb: 'split', components: ['gateway'] });
  const { incidents, nextNumber } = incidentMemory(script.desk.incidents);
  const anew = scriptedDesk(chain);
  rememberIncidents(anew.desk, { incidents, nextNumber }, noon);
  anew.at(1000, { switch: down, router: down, gateway: down, feed: down });
  expect(alarmsOf(anew)).toEqual(alarmsOf(script));
  expect(incidentsOf(anew).map(({ id }) => id)).toEqual(incidentsOf(script).map(({ id }) => id));
});

test('IN-16 what somebody closed while it was muted is open again when its mute ends and it is not well', () => {
  const script = scriptedDesk([{ id: 'a' }]);
  script.at(10_000, { a: down });
  const mute = { kind: 'mute', what: { components: ['a'] }, reason: 'known', until: noon + 30 * minute, upTo: null };
  takeCommand(script.desk, { id: 'mute-the-one', person: 'anna', does: mute } as Command, noon + 20_000);
  script.at(20_000);
  act(script, 30_000, idOf(script, 'a'), { verb: 'close', reason: 'not-actionable', text: 'known' });
  expect(incidentsOf(script)).toMatchObject([{ state: 'closed', muted: true }]);
  script.at(30 * minute);
  expect(script.told.at(-1)).toMatchObject({ kind: 'again', at: noon + 30 * minute });
  expect(incidentsOf(script)).toMatchObject([{ state: 'open', closed: null, muted: false }]);
  script.at(45 * minute);
  expect(script.told.some(({ kind }) => kind === 'unanswered')).toBe(true);
});
