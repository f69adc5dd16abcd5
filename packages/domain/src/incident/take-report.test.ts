import type { Intention, Outcome, Report } from '@yagura/contract';
import { noon } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { takeCommand } from '../desk/take-command.ts';
import { scriptedDesk } from '../testing/scripted-desk.ts';
import { maxOpenPerSender } from './take-report.ts';

let asked = 0;

function play() {
  const { desk } = scriptedDesk([{ id: 'a' }]);
  const ask = (intention: Intention): Outcome => takeCommand(desk, intention, noon + asked);
  const id = () => `intention-${(asked += 1)}`;
  const said = { what: 'Disk full', where: 'ldn', toldBy: 'Zabbix', priority: 2, note: null, resolved: false } as const;
  const report = (does: Partial<Report['does']> = {}, sender = 'zabbix'): Report => ({
    id: id(),
    sender,
    does: { kind: 'report', ...said, key: 'disk-1', ...does },
  });
  const say = (does: Partial<Report['does']> = {}, sender?: string) => ask(report(does, sender));
  const act = (incident: string, action: object, expected: number | null = null): Outcome =>
    ask({ id: id(), person: 'anna', does: { kind: 'act', incident, expected, action } as never });
  const incident = (outcome: Outcome) => desk.incidents.incidents.get(outcome.incident ?? '');
  return { desk, ask, report, say, act, incident };
}

test('WH-21 what a machine says opens an incident, and the same key feeds it as long as it is open', () => {
  const { desk, say, act, incident } = play();
  const first = say();
  const again = say({ note: 'now 97 %', priority: 1 });
  expect([first.result, again.incident]).toEqual(['done', first.incident]);
  expect(incident(first)).toMatchObject({
    state: 'open',
    title: 'Disk full',
    priority: 2,
    source: { kind: 'sender', sender: 'zabbix', key: 'disk-1', toldBy: 'Zabbix' },
    log: [
      { by: 'sender:zabbix', what: 'opened' },
      { by: 'sender:zabbix', what: 'noted', text: 'now 97 % (says P1)' },
    ],
  });
  act(first.incident ?? '', { verb: 'close', reason: 'false', text: 'a test' });
  const later = say();
  expect(later.incident).not.toBe(first.incident);
  expect(desk.incidents.incidents.size).toBe(2);
});

test('WH-21 what goes wrong again after a person said that it is over is another incident, announced; that it is resolved is not', () => {
  const { desk, say, act, incident } = play();
  const first = say();
  act(first.incident ?? '', { verb: 'fixed', text: 'made room' });
  expect(say({ resolved: true }).incident).toBe(first.incident);
  desk.incidents.told = [];
  const again = say({ priority: 1 });
  expect(again.incident).not.toBe(first.incident);
  expect(incident(again)).toMatchObject({ state: 'open', priority: 1 });
  expect(desk.incidents.told).toMatchObject([{ kind: 'opened', group: again.incident, pages: true }]);
  expect(say().incident).toBe(again.incident);
});

test('WH-21 another key, another sender or no key is another incident', () => {
  const { say, desk } = play();
  say();
  say({ key: 'disk-2' });
  say({}, 'nagios');
  say({ key: null });
  say({ key: null });
  expect(desk.incidents.incidents.size).toBe(5);
});

test('WH-21 what goes on as another incident is fed there', () => {
  const { say, act, incident } = play();
  const one = say();
  const two = say({ key: 'disk-2' });
  act(one.incident ?? '', { verb: 'merge', into: two.incident });
  const fed = say({ note: 'still full' });
  expect(fed.incident).toBe(two.incident);
  expect(incident(fed)?.log.at(-1)).toMatchObject({ by: 'sender:zabbix', text: 'still full' });
});

test('WH-22 that it is resolved is noted and closes nothing; where nothing is open it opens nothing', () => {
  const { say, incident, desk } = play();
  expect(say({ resolved: true })).toMatchObject({ result: 'done', incident: null });
  expect(desk.incidents.incidents.size).toBe(0);
  const opened = say();
  say({ resolved: true, note: 'freed 20 GB' });
  expect(incident(opened)).toMatchObject({ state: 'open', owner: null, times: { recovered: null } });
  expect(incident(opened)?.log.at(-1)?.text).toBe('Says that it is resolved: freed 20 GB');
});

test('WH-22 what a machine adds renews nobody, stops no clock and is no conflict for who acts', () => {
  const { say, act, incident } = play();
  const opened = say();
  const id = opened.incident ?? '';
  act(id, { verb: 'take' });
  const before = incident(opened);
  say({ note: 'and again' });
  expect(incident(opened)).toMatchObject({ owner: before?.owner, clocks: before?.clocks });
  expect(act(id, { verb: 'note', text: 'on it' }, before?.revision)).toMatchObject({ result: 'done' });
});

test('WH-23 a machine that has gone wild fills no more than its own room', () => {
  const { say, desk } = play();
  for (let n = 0; n < maxOpenPerSender; n += 1) expect(say({ key: null }).result).toBe('done');
  expect(say({ key: null })).toMatchObject({ result: 'refused', incident: null });
  expect(say({}, 'nagios').result).toBe('done');
  expect(desk.incidents.incidents.size).toBe(maxOpenPerSender + 1);
});

test('WH-21 told twice it happens once', () => {
  const { ask, report, incident } = play();
  const told = report();
  const first = ask(told);
  expect(ask(told)).toEqual(first);
  expect(incident(first)?.log).toHaveLength(1);
});
