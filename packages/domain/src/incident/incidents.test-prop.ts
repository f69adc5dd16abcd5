import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxFacts, type Command, type Health } from '@yagura/contract';
import { inventoryOf, propertyRuns } from '@yagura/testkit';
import { minute, Play, played, story, type Event, type Group } from '../testing/incident-play.ts';
import { isRunning } from './clocks.ts';
import { isOver } from './is-over.ts';
import { takeCommand } from '../desk/take-command.ts';

const runs = propertyRuns(1000);

test('IN-1 a command told again is done once, and its outcome is the same', () => {
  fc.assert(
    fc.property(story, (events) => void played(events, () => undefined)),
    runs,
  );
}, 120_000);

test('IN-2 nobody has an incident who did not take it or was not handed it, and never after its time is over', () => {
  fc.assert(
    fc.property(story, (events) => {
      played(events, (play, before, happens) => {
        for (const [id, { owner, state, times }] of play.book.incidents) {
          if (owner === null) continue;
          expect(play.now).toBeLessThan(owner.until);
          expect(['taken', 'workaround', 'fixed']).toContain(state);
          expect(times.taken).not.toBeNull();
          if (before.get(id)?.owner?.person === owner.person) continue;
          if (happens.kind !== 'command') expect.fail(`${owner.person} has it by a ${happens.kind}`);
          const handed = happens.action.verb === 'hand-to' ? happens.action.person : happens.person;
          expect(owner.person).toBe(handed);
          // Nobody takes from somebody: it is handed over, or given up first.
          expect([undefined, null, happens.person]).toContain(before.get(id)?.owner?.person ?? null);
        }
      });
    }),
    runs,
  );
}, 120_000);

test('IN-3 each change of an incident is a newer revision, and what is closed has no owner and no running clock', () => {
  fc.assert(
    fc.property(story, (events) => {
      played(events, (play, before, happens) => {
        for (const [id, incident] of play.book.incidents) {
          const known = happens.kind === 'restart' ? incident : before.get(id);
          if (known !== undefined && known !== incident) expect(incident.revision).toBeGreaterThan(known.revision);
          if (incident.state !== 'closed') continue;
          expect(incident).toMatchObject({ owner: null });
          expect(incident.closed).not.toBeNull();
          expect(isRunning(incident, 'take') || isRunning(incident, 'update')).toBe(false);
        }
      });
    }),
    runs,
  );
}, 120_000);

test('IN-4 clocks are stretches that never overlap, and what is open and unwell has one that runs', () => {
  fc.assert(
    fc.property(story, (events) => {
      played(events, (play) => {
        for (const incident of play.book.incidents.values()) {
          for (const clock of ['take', 'update'] as const) {
            const mine = incident.clocks.filter((segment) => segment.clock === clock);
            for (const [index, { from, to }] of mine.entries()) {
              if (to === null) expect(index).toBe(mine.length - 1);
              else expect(to).toBeGreaterThanOrEqual(from);
              expect(from).toBeGreaterThanOrEqual(mine[index - 1]?.to ?? 0);
            }
          }
          const { owner, state, muted, priority } = incident;
          const waits = owner === null && state !== 'fixed' && !isOver(incident) && !muted && priority < 3;
          expect(isRunning(incident, 'take')).toBe(waits);
        }
      });
    }),
    runs,
  );
}, 120_000);

test('IN-5 what stands has an incident that is open, unless a person closed it', () => {
  fc.assert(
    fc.property(story, (events) => {
      played(events, (play) => {
        for (const { id } of play.standing) {
          const incident = play.book.incidents.get(id);
          expect(incident).toBeDefined();
          if (incident?.state === 'closed') expect(incident.closed?.by).not.toBeNull();
        }
      });
    }),
    runs,
  );
}, 120_000);

test('IN-6 put into words and read again at any point, everything goes on the same', () => {
  fc.assert(
    fc.property(story, fc.nat({ max: 40 }), (events, at) => {
      const straight = new Play();
      const reborn = new Play();
      for (const [index, happens] of events.entries()) {
        if (index === at) reborn.restart();
        straight.live(happens);
        reborn.live(happens);
        expect([...reborn.book.incidents]).toEqual([...straight.book.incidents]);
      }
    }),
    runs,
  );
}, 120_000);

test('IN-7 of two who act on what they both saw one is done, and the other is told what the first did', () => {
  const play = new Play();
  play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'down', priority: 1 }] });
  const [incident] = [...play.book.incidents.values()];
  const takes = (id: string, who: string): Command => ({
    id,
    person: who,
    does: { kind: 'act', incident: incident?.id ?? '', expected: incident?.revision ?? 0, action: { verb: 'take' } },
  });
  expect(takeCommand(play.desk, takes('first-one', 'anna'), play.now).result).toBe('done');
  const second = takeCommand(play.desk, takes('second-one', 'bob'), play.now);
  expect(second).toMatchObject({ result: 'conflict', text: 'anna was first: taken' });
});

test('IN-10 whatever happens, what is over calls for nobody, and what nobody closes closes itself', () => {
  fc.assert(
    fc.property(story, (events) => {
      let heard = 0;
      const after: readonly Event[] = [
        { kind: 'stand', groups: [] },
        { kind: 'wait', ms: 60 * 60 * minute },
      ];
      const play = played([...events, ...after], (now, before) => {
        for (const { group, text } of now.called.slice(heard)) {
          const was = before.get(group);
          if (was && isOver(was)) expect.fail(`${text} ${JSON.stringify(was)}`);
        }
        heard = now.called.length;
      });
      expect([...play.book.incidents.values()].filter(isOver)).toEqual([]);
    }),
    runs,
  );
}, 120_000);

const healths: readonly Health[] = ['down', 'degraded'];

test('IN-8 what gets worse drops its owner; a relapse opens the same incident again', () => {
  for (const health of healths) {
    const play = new Play();
    play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'degraded', priority: 2 }] });
    play.live({ kind: 'command', person: 'anna', target: 0, seen: 'newest', action: { verb: 'take' } });
    play.live({
      kind: 'stand',
      groups: [{ id: 'component:a@1', health: health === 'down' ? 'down' : 'degraded', priority: 2 }],
    });
    const incident = play.book.incidents.get('component:a@1');
    expect(incident?.owner?.person ?? null).toBe(health === 'down' ? null : 'anna');
    play.live({ kind: 'stand', groups: [] });
    play.live({ kind: 'wait', ms: minute });
    play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'down', priority: 1 }] });
    expect(play.book.incidents.get('component:a@1')).toMatchObject({ occurrence: 2, times: { recovered: null } });
  }
});

test('IN-9 a take that its owner does not renew ends, and somebody is called for again; at P1 that pages', () => {
  for (const priority of [1, 2] as const) {
    const play = new Play();
    play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'down', priority }] });
    play.live({ kind: 'command', person: 'anna', target: 0, seen: 'newest', action: { verb: 'take' } });
    play.live({ kind: 'wait', ms: 20 * minute });
    play.live({ kind: 'command', person: 'anna', target: 0, seen: 'newest', action: { verb: 'still-mine' } });
    play.live({ kind: 'wait', ms: (priority === 1 ? 29 : 239) * minute });
    const left = () => play.called.filter(({ kind }) => kind === 'untaken');
    expect(left()).toEqual([]);
    play.live({ kind: 'wait', ms: minute });
    expect(left()).toMatchObject([{ kind: 'untaken', group: 'component:a@1', pages: priority === 1 }]);
    const incident = play.book.incidents.get('component:a@1');
    expect(incident).toMatchObject({ state: 'open', owner: null });
    expect(incident && isRunning(incident, 'take')).toBe(true);
  }
});

test('IN-10 what is over calls for nobody, and what nobody closes closes itself: after an hour, or a day where somebody had it', () => {
  const over = (hasIt: boolean) => {
    const play = new Play();
    play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'down', priority: 1 }] });
    if (hasIt) play.live({ kind: 'command', person: 'anna', target: 0, seen: 'newest', action: { verb: 'take' } });
    play.live({ kind: 'stand', groups: [] });
    return play;
  };
  const incidentOf = (play: Play) => play.book.incidents.get('component:a@1');
  const released = over(true);
  released.live({ kind: 'command', person: 'anna', target: 0, seen: 'newest', action: { verb: 'release' } });
  expect(incidentOf(released)).toMatchObject({ state: 'fixed', owner: null });
  expect(incidentOf(released)?.clocks.every(({ to }) => to !== null)).toBe(true);
  const nobodys = over(false);
  nobodys.live({ kind: 'wait', ms: 60 * minute });
  expect(incidentOf(nobodys)?.closed).toMatchObject({ reason: 'self-cleared', by: null });
  const annas = over(true);
  annas.live({ kind: 'wait', ms: 23 * 60 * minute });
  expect(incidentOf(annas)).toMatchObject({ state: 'fixed', owner: null, closed: null });
  annas.live({ kind: 'wait', ms: 60 * minute });
  expect(incidentOf(annas)?.closed).toMatchObject({ reason: 'acted', by: null });
  annas.live({ kind: 'wait', ms: 60 * minute });
  expect(annas.book.incidents.size).toBe(0);
  expect(annas.called.filter(({ kind }) => kind !== 'overdue')).toEqual([]);
});

test('IN-40 a fact is attached once, by whom and when; nothing else adds or takes one away', () => {
  fc.assert(
    fc.property(story, (events) => {
      let toldBefore = 0;
      played(events, (play, before, happens) => {
        const [last] = play.told.slice(toldBefore);
        toldBefore = play.told.length;
        const attached =
          happens.kind === 'command' && happens.action.verb === 'attach' && last?.outcome.result === 'done'
            ? { id: last.outcome.incident, by: happens.person, fact: happens.action.fact }
            : null;
        for (const [id, incident] of play.book.incidents) {
          const known = before.get(id);
          const facts = known?.number === incident.number ? known.facts : [];
          const added = attached?.id === id ? [{ at: play.now, by: attached.by, fact: attached.fact }] : [];
          expect(incident.facts).toEqual([...facts, ...added].slice(-maxFacts));
          if (added.length > 0) expect(incident.log.at(-1)).toMatchObject({ what: 'attached', by: attached?.by });
        }
      });
    }),
    runs,
  );
}, 120_000);

test('IN-40 the newest twenty facts stand with the incident, and those before them are counted', () => {
  const play = new Play();
  play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'down', priority: 1 }] });
  for (let number = 1; number <= 25; number++) {
    const fact = { kind: 'link', url: `https://example.com/${number}`, title: `Page ${number}` } as const;
    play.live({ kind: 'command', person: 'bob', target: 0, seen: 'any', action: { verb: 'attach', fact } });
  }
  const incident = play.book.incidents.get('component:a@1');
  expect(incident).toMatchObject({ factsBefore: 5 });
  expect(incident?.facts.map(({ fact }) => (fact.kind === 'link' ? fact.title : ''))).toEqual(
    Array.from({ length: 20 }, (_, index) => `Page ${index + 6}`),
  );
  expect(incident?.log.filter(({ what }) => what === 'attached')).toHaveLength(25);
});

test('IN-43 a take lasts as long as the desk says for its priority, and so does each renewal', () => {
  const play = new Play();
  const takeLasts = { p1: 10_000, p2: 20_000, p3: 30_000 };
  play.desk.inventory = { ...inventoryOf(), takeLasts };
  const groups = [1, 2, 3].map((priority) => ({ id: `component:a@${priority}`, health: 'down', priority })) as Group[];
  play.live({ kind: 'stand', groups });
  const does = (target: number, verb: 'take' | 'still-mine') =>
    play.live({ kind: 'command', person: 'anna', target, seen: 'newest', action: { verb } });
  const lasts = () => [...play.book.incidents.values()].map(({ owner }) => owner && owner.until - play.now);
  for (const target of [0, 1, 2]) does(target, 'take');
  expect(lasts()).toEqual([10_000, 20_000, 30_000]);
  play.live({ kind: 'wait', ms: 9000 });
  does(0, 'still-mine');
  expect(lasts()).toEqual([10_000, 11_000, 21_000]);
  play.live({ kind: 'wait', ms: 12_000 });
  expect(lasts()).toEqual([null, null, 9000]);
});
