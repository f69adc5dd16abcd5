import { expect, test } from 'vitest';
import { maxWaivers, type Command, type Outcome } from '@yagura/contract';
import { noon } from '@yagura/testkit';
import { takeCommand } from '../desk/take-command.ts';
import { saidOf, scriptedDesk, type ScriptedDesk } from '../testing/scripted-desk.ts';
import { incidentMemory } from '../incident/memory.ts';
import { rememberIncidents } from '../incident/remember-incidents.ts';
import type { Verdict } from '../watch/component.ts';
import { rememberWaivers, waiverMemory } from './memory.ts';

const minute = 60_000;
const ok: Partial<Verdict> = { condition: 'ok', reasons: [{ code: 'heard' }] };
const down: Partial<Verdict> = { condition: 'down', reasons: [{ code: 'says', status: 'down' }] };
const degraded: Partial<Verdict> = { condition: 'degraded', reasons: [{ code: 'says', status: 'degraded' }] };

let asked = 0;
function ask(script: ScriptedDesk, ms: number, does: Command['does'], person = 'anna'): Outcome {
  const outcome = takeCommand(script.desk, { id: `command-${asked++}`, person, does }, noon + ms);
  script.at(ms);
  return outcome;
}

function mute(
  script: ScriptedDesk,
  ms: number,
  components: string[],
  until: number,
  upTo: 'degraded' | 'down' | null = null,
): Outcome {
  return ask(script, ms, { kind: 'mute', what: { components }, reason: 'known', until: noon + until, upTo });
}

const incidentOf = ({ desk }: ScriptedDesk) => [...desk.incidents.incidents.values()][0];

test('WV-4 what fails and recovers while it is muted is announced to nobody; its incident stands and calls for nobody', () => {
  const script = scriptedDesk([{ id: 'a' }]);
  expect(mute(script, 0, ['a'], 60 * minute)).toMatchObject({ result: 'done', incident: null });
  script.at(minute, { a: down });
  expect(script.desk.alarms).toMatchObject([{ muted: true, health: 'down' }]);
  expect(incidentOf(script)).toMatchObject({ state: 'open', muted: true, clocks: [] });
  script.at(2 * minute, { a: ok });
  expect(script.told).toEqual([]);
});

test('WV-4 a mute that ends while it is still abnormal is announced, and its recovery too', () => {
  const script = scriptedDesk([{ id: 'a' }]);
  mute(script, 0, ['a'], 5 * minute);
  script.at(minute, { a: down });
  script.at(6 * minute);
  expect(saidOf(script.told)).toEqual(['opened a P1 pages']);
  expect(script.told[0]).toMatchObject({ at: noon + 5 * minute });
  expect(script.told[0]?.why).toContain('It was muted until now.');
  expect(incidentOf(script)?.clocks).toMatchObject([{ clock: 'take', from: noon + 5 * minute, to: null }]);
  script.at(7 * minute, { a: ok });
  expect(saidOf(script.told).at(-1)).toBe('recovered a P1');
});

test('WV-4 what was announced before it was muted is announced when it is over, muted or not, and again when its mute ends', () => {
  const over = scriptedDesk([{ id: 'a' }]);
  over.at(0, { a: down });
  mute(over, minute, ['a'], 60 * minute);
  over.at(2 * minute, { a: ok });
  expect(saidOf(over.told)).toEqual(['opened a P1 pages', 'recovered a P1']);

  const stands = scriptedDesk([{ id: 'a' }]);
  stands.at(0, { a: down });
  mute(stands, minute, ['a'], 20 * minute);
  expect(incidentOf(stands)?.clocks).toMatchObject([{ clock: 'take', to: noon + minute }]);
  stands.at(21 * minute);
  expect(saidOf(stands.told)).toEqual(['opened a P1 pages', 'again a P1 pages']);
});

test('WV-4 a desk that begins anew from what Postgres remembers announces what was muted when that is over, and is silent of it until then', () => {
  const anew = (before: ScriptedDesk, ms: number) => {
    const script = scriptedDesk([{ id: 'a' }]);
    rememberIncidents(script.desk, incidentMemory(before.desk.incidents), noon + ms);
    rememberWaivers(script.desk.waivers, waiverMemory(before.desk.waivers));
    return script;
  };
  const never = scriptedDesk([{ id: 'a' }]);
  mute(never, 0, ['a'], 5 * minute);
  never.at(minute, { a: down });
  const once = scriptedDesk([{ id: 'a' }]);
  once.at(0, { a: down });
  mute(once, minute, ['a'], 5 * minute);
  for (const [before, word] of [
    [never, 'opened'],
    [once, 'again'],
  ] as const) {
    const late = anew(before, 6 * minute);
    late.at(6 * minute, { a: down });
    expect(saidOf(late.told)).toEqual([`${word} a P1 pages`]);
    const early = anew(before, 2 * minute);
    early.at(2 * minute, { a: down });
    expect(early.told).toEqual([]);
    early.at(6 * minute);
    expect(saidOf(early.told)).toEqual([`${word} a P1 pages`]);
    const well = anew(before, 2 * minute);
    well.at(2 * minute, { a: down });
    well.at(3 * minute, { a: ok });
    expect(saidOf(well.told)).toEqual(word === 'again' ? ['recovered a P1'] : []);
    const gone = anew(before, 2 * minute);
    gone.at(2 * minute, { a: ok });
    gone.at(4 * minute);
    expect(saidOf(gone.told)).toEqual(word === 'again' ? ['recovered a P1'] : []);
  }
});

test('WV-5 what gets worse than it was muted at is announced; nobody has to say so', () => {
  const script = scriptedDesk([{ id: 'a' }]);
  script.at(0, { a: degraded });
  mute(script, minute, ['a'], 60 * minute);
  script.at(2 * minute, { a: down });
  expect(saidOf(script.told)).toEqual(['opened a P3', 'again a P1 pages']);
  const all = scriptedDesk([{ id: 'a' }]);
  all.at(0, { a: degraded });
  mute(all, minute, ['a'], 60 * minute, 'down');
  all.at(2 * minute, { a: down });
  expect(saidOf(all.told)).toEqual(['opened a P3']);
});

test('WV-6 a switch that is muted does not mute the gateway that dies on it later', () => {
  const script = scriptedDesk([{ id: 'switch' }, { id: 'gateway', dependsOn: ['switch'] }]);
  script.at(0, { switch: down });
  mute(script, minute, ['switch'], 60 * minute);
  script.at(2 * minute, { gateway: down });
  expect(saidOf(script.told)).toEqual(['opened switch P1 pages', 'again switch P1']);
  expect(script.desk.alarms).toMatchObject([{ root: { id: 'switch' }, muted: false, memberCount: 2 }]);
});

test('WV-7 an incident is muted with everything that belongs to it now, and what joins it later is announced', () => {
  const uses = { dependsOn: ['switch'] };
  const script = scriptedDesk([{ id: 'switch' }, { id: 'g1', ...uses }, { id: 'g2', ...uses }]);
  script.at(0, { switch: down, g1: down });
  const incident = incidentOf(script)?.id ?? '';
  const until = noon + 60 * minute;
  ask(script, minute, { kind: 'mute', what: { incident }, reason: 'known', until, upTo: null });
  expect([...script.desk.waivers.waivers.values()]).toMatchObject([{ incident, components: ['g1', 'switch'] }]);
  expect(script.desk.alarms).toMatchObject([{ muted: true }]);
  script.at(2 * minute, { g2: down });
  expect(script.desk.alarms).toMatchObject([{ muted: false, memberCount: 3 }]);
});

test('WV-8 what makes no sense is refused in a sentence that names it, and nothing changes', () => {
  const script = scriptedDesk([{ id: 'gateway' }]);
  const refused = (does: Command['does']) => {
    const { result, text } = ask(script, 0, does);
    expect(result).toBe('refused');
    return text;
  };
  const what = { components: ['gateway'] };
  const rest = { kind: 'mute', reason: 'known', upTo: null } as const;
  expect(refused({ ...rest, what, until: noon })).toMatch(/over already/);
  expect(refused({ ...rest, what, until: noon + 8 * 86_400_000 })).toMatch(/7 days at most/);
  expect(refused({ ...rest, what: { components: ['gatewy'] }, until: noon + minute })).toMatch(/did you mean gateway/);
  expect(refused({ ...rest, what: { incident: 'none' }, until: noon + minute })).toMatch(/nothing that is watched/);
  const end = { kind: 'waiver', expected: null, action: { verb: 'end' } } as const;
  expect(refused({ ...end, waiver: 'mute-12345' })).toMatch(/no mute-12345/);
  const { waiver } = mute(script, 0, ['gateway'], minute);
  script.at(2 * minute);
  expect(ask(script, 3 * minute, { ...end, waiver: waiver ?? '' })).toMatchObject({
    result: 'refused',
    text: /is over since/,
  });
  expect([...script.desk.waivers.changed.keys()]).toEqual([waiver]);
});

test('WV-9 of two who act on what they both saw one is done, and the other is told what the first did', () => {
  const script = scriptedDesk([{ id: 'a' }]);
  const { waiver, revision } = mute(script, 0, ['a'], 60 * minute);
  const extend = (person: string, until: number) =>
    ask(
      script,
      minute,
      { kind: 'waiver', waiver: waiver ?? '', expected: revision, action: { verb: 'extend', until: noon + until } },
      person,
    );
  expect(extend('bob', 90 * minute)).toMatchObject({ result: 'done' });
  expect(extend('chi', 120 * minute)).toMatchObject({ result: 'conflict', text: 'bob was first: extended' });
});

test('WV-15 so many mutes and plans are in force or to come, and no more; what is over leaves its room', () => {
  const script = scriptedDesk([{ id: 'a' }]);
  const some = (count: number) => Array.from({ length: count }, () => mute(script, 0, ['a'], 60 * minute));
  const first = some(maxWaivers);
  expect(first.every(({ result }) => result === 'done')).toBe(true);
  expect(mute(script, 0, ['a'], minute)).toMatchObject({
    result: 'refused',
    text: '500 mutes and plans are in force or to come: end some first',
  });
  const waiver = first[0]?.waiver ?? '';
  ask(script, 0, { kind: 'waiver', waiver, expected: null, action: { verb: 'end' } });
  expect(script.desk.waivers.waivers.size).toBe(maxWaivers);
  expect(mute(script, 0, ['a'], minute)).toMatchObject({ result: 'done' });
  expect(script.desk.waivers.waivers.has(waiver)).toBe(false);
  expect(mute(script, 0, ['a'], minute)).toMatchObject({ result: 'refused' });
});
