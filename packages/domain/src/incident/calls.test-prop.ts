import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Announcement, Priority } from '@yagura/contract';
import { noon, propertyRuns } from '@yagura/testkit';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { incidentBriefs } from './briefs.ts';
import { minute, Play, played, story } from '../testing/incident-play.ts';

const runs = propertyRuns(1000);

const standing = (priority: Priority): Play => {
  const play = new Play();
  play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'down', priority }] });
  return play;
};
const called = ({ called: all }: Play): string[] =>
  all.map(({ kind, at, pages, text }) => `${(at - noon) / minute} ${kind}${pages ? ' pages' : ''}: ${text}`);

test('IN-11 a P1 that nobody takes calls a second person, the lead and the head of operations; a P2 one person; a P3 nobody', () => {
  const opened = new Play();
  opened.live({ kind: 'open', person: 'anna', priority: 1 });
  opened.live({ kind: 'wait', ms: 60 * minute });
  const story1 = 'Clients cannot log in, Hong Kong. Told by service desk.';
  expect(called(opened)).toEqual([
    `3 unanswered pages: Clients cannot log in: nobody has it. Call a second person. ${story1}`,
    `6 unanswered pages: Clients cannot log in: nobody has it. Call the lead. ${story1}`,
    `10 unanswered pages: Clients cannot log in: nobody has it. Call the head of operations. ${story1}`,
  ]);
  expect(opened.called[0]?.why).toBe(
    'A P1 that nobody takes calls a second person after 3 min, the lead after 6 min, the head of operations after 10 min.',
  );
  for (const [priority, calls] of [
    [2, 1],
    [3, 0],
  ] as const) {
    const play = standing(priority);
    play.live({ kind: 'wait', ms: 60 * minute });
    expect(play.called.length).toBe(calls);
  }
});

test('IN-11 who joined the page of another is called for on the wall and wakes nobody by itself', () => {
  const joined = standing(1);
  joined.live({ kind: 'wait', ms: 60 * minute });
  expect(joined.called.map(({ kind, pages }) => `${kind} ${pages}`)).toEqual(Array(3).fill('unanswered false'));
});

test('IN-11 who has it is asked once for the word that is due; saying something counts', () => {
  const play = standing(1);
  play.live({ kind: 'command', person: 'anna', target: 0, seen: 'newest', action: { verb: 'take' } });
  play.live({ kind: 'wait', ms: 14 * minute });
  play.live({ kind: 'command', person: 'bob', target: 0, seen: 'newest', action: { verb: 'note', text: 'looked' } });
  play.live({ kind: 'wait', ms: 14 * minute });
  expect(called(play)).toEqual([]);
  play.live({ kind: 'wait', ms: minute });
  expect(called(play)).toEqual(['29 overdue: component:a@1: a word about it is due from anna.']);
});

test('IN-11 what becomes more urgent is due by its new priority, and no later than it was', () => {
  const play = standing(2);
  play.live({ kind: 'wait', ms: 8 * minute });
  play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'down', priority: 1 }] });
  play.live({ kind: 'wait', ms: 20 * minute });
  expect(play.called.map(({ at }) => (at - noon) / minute)).toEqual([10, 13, 17]);
});

test('IN-11 what becomes less urgent is due by that: a P3 calls nobody, and nothing is said to be due', () => {
  const play = standing(1);
  play.live({ kind: 'wait', ms: minute });
  play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'down', priority: 3 }] });
  expect(incidentBriefs(play.book)).toMatchObject([{ priority: 3, calledAt: null, dueAt: null }]);
  play.live({ kind: 'wait', ms: 60 * minute });
  expect(play.called).toEqual([]);
});

test('IN-11 whatever happens, nobody is called twice by one stretch of a clock, early, or for what is not so', () => {
  fc.assert(
    fc.property(story, (events) => {
      let heard = 0;
      played(events, (play, before) => {
        const fresh = play.called.slice(heard);
        heard = play.called.length;
        for (const { kind, group, at } of fresh) {
          if (kind === 'untaken') continue;
          const clock = kind === 'overdue' ? 'update' : 'take';
          const was = before.get(group);
          const is = play.book.incidents.get(group) ?? was;
          const segment = is?.clocks.find((one) => one.clock === clock && one.from <= at && (one.to ?? Infinity) >= at);
          expect(segment?.dueAt).toBeLessThanOrEqual(at);
          expect(segment?.called).toBeGreaterThan(0);
        }
        for (const { clocks } of play.book.incidents.values())
          for (const { clock, called: count } of clocks) expect(count).toBeLessThanOrEqual(clock === 'take' ? 3 : 1);
      });
    }),
    runs,
  );
}, 120_000);

test('IN-12 what a person was told of is announced when it begins, when it is over, and when it goes on after all: once each', () => {
  fc.assert(
    fc.property(story, (events) => {
      const goes = new Map<string, boolean>();
      let heard = 0;
      played(events, (play) => {
        const fresh = play.said.slice(heard);
        heard = play.said.length;
        for (const { group, kind, root } of fresh) {
          if (kind === 'worse' || root.kind !== 'told') continue;
          expect(begins(kind)).toBe(goes.get(group) !== true);
          goes.set(group, begins(kind));
        }
        for (const incident of play.book.incidents.values())
          if (incident.source.kind !== 'watch')
            expect(goes.get(incident.id)).toBe(incident.state !== 'closed' && incident.times.recovered === null);
      });
    }),
    runs,
  );
}, 120_000);

const begins = (kind: Announcement['kind']): boolean => kind === 'opened' || kind === 'again';

test('IN-12 it says who was told by whom, and how it ended', () => {
  const play = new Play();
  play.live({ kind: 'open', person: 'anna', priority: 1 });
  const act = (action: Parameters<Play['live']>[0] & { kind: 'command' }) => play.live(action);
  const by = { kind: 'command', person: 'anna', target: 0, seen: 'any' } as const;
  act({ ...by, action: { verb: 'fixed', text: 'restarted the login service' } });
  act({ ...by, action: { verb: 'workaround', text: 'it is back, use the other one' } });
  act({ ...by, action: { verb: 'close', reason: 'not-actionable', text: 'a rehearsal' } });
  expect(play.said.map(inWords)).toEqual([
    'opened pages: Clients cannot log in, Hong Kong. Told by service desk. (anna opened it: a P1 pages at once)',
    'recovered: Clients cannot log in is over. It was incident 1. (anna said so: restarted the login service)',
    'again pages: Clients cannot log in goes on. Clients cannot log in, Hong Kong. Told by service desk. (anna said that it is not over: a P1 pages at once)',
    'lapsed: Clients cannot log in is closed: not-actionable. It was incident 1. (anna said so: not-actionable: a rehearsal)',
  ]);
});

const inWords = ({ kind, pages, text, why }: AnnouncementDraft): string =>
  `${kind}${pages ? ' pages' : ''}: ${text} (${why.replace(/\.$/, '')})`;

test('IN-13 what a person calls more urgent is announced as worse, at P1 aloud', () => {
  const play = standing(3);
  const by = { kind: 'command', person: 'anna', target: 0, seen: 'any' } as const;
  const reason = 'clients call';
  play.live({ ...by, action: { verb: 'priority', priority: 1, reason } });
  play.live({ ...by, action: { verb: 'priority', priority: 2, reason } });
  expect(play.said.map(inWords)).toEqual(['worse pages: component:a@1 is P1 now. (anna says so: clients call)']);
  expect(play.book.incidents.get('component:a@1')).toMatchObject({ times: { notified: noon }, priority: 2 });
});
