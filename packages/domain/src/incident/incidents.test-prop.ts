import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alarm, Command, Health, Incident, IncidentAction, Outcome, Priority } from '@yagura/contract';
import { noon, propertyRuns } from '@yagura/testkit';
import { createIncidentBook, type IncidentBook } from './book.ts';
import { isRunning } from './clocks.ts';
import { incidentMemory, restoreIncidents, type IncidentMemory } from './memory.ts';
import { followGroups } from './follow-groups.ts';
import { nextIncidentInstant, passTime } from './pass-time.ts';
import { takeCommand } from './take-command.ts';

const runs = propertyRuns(1000);

interface Group {
  readonly id: string;
  readonly health: 'down' | 'degraded';
  readonly priority: Priority;
}

type Event =
  | { readonly kind: 'stand'; readonly groups: readonly Group[] }
  | { readonly kind: 'wait'; readonly ms: number }
  | {
      readonly kind: 'command';
      readonly person: string;
      readonly target: number;
      readonly seen: 'newest' | 'older' | 'any';
      readonly action: IncidentAction;
    }
  | { readonly kind: 'again'; readonly which: number };

const people = ['anna', 'bob', 'chi'];
const person = fc.constantFrom(...people);
const groups = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('component:a@1', 'component:b@2', 'site:ldn@3'),
    health: fc.constantFrom('down' as const, 'degraded' as const),
    priority: fc.constantFrom<Priority>(1, 2, 3),
  }),
  { selector: ({ id }) => id, maxLength: 3 },
);
const text = fc.constantFrom('looked at it', 'failed over');
const action: fc.Arbitrary<IncidentAction> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ verb: 'take' as const }) },
  fc.constantFrom({ verb: 'still-mine' as const }, { verb: 'release' as const }, { verb: 'resumed' as const }),
  fc.record({ verb: fc.constant('hand-to' as const), person }),
  fc.record({ verb: fc.constantFrom('note' as const, 'workaround' as const, 'fixed' as const), text }),
  fc.record({
    verb: fc.constant('priority' as const),
    priority: fc.constantFrom<Priority>(1, 2, 3),
    reason: fc.constant('clients call'),
  }),
  fc.record({
    verb: fc.constant('close' as const),
    reason: fc.constantFrom('acted' as const, 'false' as const, 'self-cleared' as const),
    text,
  }),
  fc.record({ verb: fc.constant('merge' as const), into: fc.constantFrom('component:a@1', 'component:b@2') }),
);
const minute = 60_000;
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: groups.map((standing) => ({ kind: 'stand' as const, groups: standing })) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(0, minute, 31 * minute, 61 * minute, 500 * minute),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      person,
      target: fc.nat({ max: 3 }),
      seen: fc.constantFrom('newest' as const, 'older' as const, 'any' as const),
      action,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat({ max: 20 }) }) },
);
const story = fc.array(event, { maxLength: 40 });

/** A desk of incidents as a turn drives it: time first, then what stands, then what people want. */
class Play {
  book: IncidentBook = createIncidentBook();
  now = noon;
  standing: readonly Group[] = [];
  readonly occurrences = new Map<string, number>();
  readonly told: { readonly command: Command; readonly outcome: Outcome }[] = [];

  live(happens: Event): void {
    if (happens.kind === 'wait') this.wait(happens.ms);
    else if (happens.kind === 'stand') this.stand(happens.groups);
    else if (happens.kind === 'again') this.again(happens.which);
    else this.command(happens);
  }

  private wait(ms: number): void {
    const to = this.now + ms;
    for (
      let next = nextIncidentInstant(this.book);
      next !== null && next <= to;
      next = nextIncidentInstant(this.book)
    ) {
      this.now = Math.max(this.now, next);
      passTime(this.book, this.now);
    }
    this.now = to;
  }

  private stand(groupsNow: readonly Group[]): void {
    for (const { id } of groupsNow)
      if (!this.standing.some((known) => known.id === id))
        this.occurrences.set(id, (this.occurrences.get(id) ?? 0) + 1);
    this.standing = groupsNow;
    const alarms = groupsNow.map((group) => alarmOf(group, this.occurrences.get(group.id) ?? 1, this.now));
    followGroups(this.book, { standing: alarms, told: [] }, this.now);
  }

  private command({ person: who, target, seen, action: wanted }: Extract<Event, { kind: 'command' }>): void {
    const incident = [...this.book.incidents.values()][target];
    if (incident === undefined) return;
    const revision = seen === 'older' ? incident.revision - 1 : incident.revision;
    const does = {
      kind: 'act',
      incident: incident.id,
      expected: seen === 'any' ? null : revision,
      action: wanted,
    } as const;
    const command: Command = { id: `command-${this.told.length}`, person: who, does };
    this.told.push({ command, outcome: takeCommand(this.book, command, this.now) });
  }

  private again(which: number): void {
    const before = this.told[which % Math.max(1, this.told.length)];
    if (before === undefined) return;
    const incidents = JSON.stringify([...this.book.incidents]);
    expect(takeCommand(this.book, before.command, this.now)).toEqual(before.outcome);
    expect(JSON.stringify([...this.book.incidents])).toBe(incidents);
  }
}

function alarmOf({ id, health, priority }: Group, occurrence: number, now: number): Alarm {
  const root = { kind: 'component', id: 'gw-1' } as const;
  const words = { title: id, sentence: `${id} is ${health}.`, site: 'ldn', via: [], members: ['gw-1'], memberCount: 1 };
  return { id, root, priority, health, since: now, occurrence, ...words };
}

function played(
  events: readonly Event[],
  each: (play: Play, before: ReadonlyMap<string, Incident>, happens: Event) => void,
): Play {
  const play = new Play();
  for (const happens of events) {
    const before = new Map(play.book.incidents);
    play.live(happens);
    each(play, before, happens);
  }
  return play;
}

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
        }
      });
    }),
    runs,
  );
}, 120_000);

test('IN-3 each change of an incident is a newer revision, and what is closed has no owner and no running clock', () => {
  fc.assert(
    fc.property(story, (events) => {
      played(events, (play, before) => {
        for (const [id, incident] of play.book.incidents) {
          const known = before.get(id);
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
          const waits = incident.state === 'open' && incident.times.recovered === null;
          if (waits && incident.priority < 3 && incident.override === null && !rose(incident))
            expect(isRunning(incident, 'take')).toBe(true);
        }
      });
    }),
    runs,
  );
}, 120_000);

/** Its clock goes by the priority at which it began. */
function rose({ log }: Incident): boolean {
  return log.some(({ what }) => what === 'grew');
}

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
        if (index === at) reborn.book = rebornBook(reborn.book);
        straight.live(happens);
        reborn.live(happens);
        expect([...reborn.book.incidents]).toEqual([...straight.book.incidents]);
      }
    }),
    runs,
  );
}, 120_000);

function rebornBook(book: IncidentBook): IncidentBook {
  return restoreIncidents(JSON.parse(JSON.stringify(incidentMemory(book))) as IncidentMemory); // its own words
}

test('IN-7 of two who act on what they both saw one is done, and the other is told what the first did', () => {
  const play = new Play();
  play.live({ kind: 'stand', groups: [{ id: 'component:a@1', health: 'down', priority: 1 }] });
  const [incident] = [...play.book.incidents.values()];
  const takes = (id: string, who: string): Command => ({
    id,
    person: who,
    does: { kind: 'act', incident: incident?.id ?? '', expected: incident?.revision ?? 0, action: { verb: 'take' } },
  });
  expect(takeCommand(play.book, takes('first-one', 'anna'), play.now).result).toBe('done');
  const second = takeCommand(play.book, takes('second-one', 'bob'), play.now);
  expect(second).toMatchObject({ result: 'conflict', text: 'anna was first: taken' });
});

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
