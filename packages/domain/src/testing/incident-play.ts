import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Alarm, Command, Fact, Incident, IncidentAction, Outcome, Priority } from '@yagura/contract';
import { noon } from '@yagura/testkit';
import { takeTold, type IncidentBook } from '../incident/book.ts';
import { takeCommand } from '../desk/take-command.ts';
import { createDesk } from '../desk/world.ts';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { followGroups } from '../incident/follow-groups.ts';
import { nextIncidentInstant, passTime } from '../incident/pass-time.ts';

export interface Group {
  readonly id: string;
  readonly health: 'down' | 'degraded';
  readonly priority: Priority;
}

export type Event =
  | { readonly kind: 'stand'; readonly groups: readonly Group[] }
  | { readonly kind: 'wait'; readonly ms: number }
  | {
      readonly kind: 'command';
      readonly person: string;
      readonly target: number;
      readonly seen: 'newest' | 'older' | 'any';
      readonly action: IncidentAction;
    }
  | { readonly kind: 'open'; readonly person: string; readonly priority: Priority }
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
const fact: fc.Arbitrary<Fact> = fc.constantFrom(
  { kind: 'link', url: 'https://status.example.com/7', title: 'What the exchange says' } as const,
  { kind: 'state', component: 'gw-1', health: 'down', sentence: 'Nothing heard.', figures: [] } as const,
);
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
  fc.record({ verb: fc.constant('attach' as const), fact }),
  fc.record({ verb: fc.constant('merge' as const), into: fc.constantFrom('component:a@1', 'component:b@2') }),
);
export const minute = 60_000;
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: groups.map((standing) => ({ kind: 'stand' as const, groups: standing })) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(0, minute, 30 * minute, 61 * minute, 500 * minute),
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
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('open' as const), person, priority: fc.constantFrom<Priority>(1, 2, 3) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat({ max: 20 }) }) },
);
export const story = fc.array(event, { maxLength: 40 });

/** A desk of incidents as a turn drives it: time first, then what stands, then what people want. */
export class Play {
  readonly desk = createDesk();
  now = noon;
  standing: readonly Group[] = [];
  readonly occurrences = new Map<string, number>();
  /** What time alone said aloud. */
  readonly called: AnnouncementDraft[] = [];
  /** What people did and what was said aloud of it. */
  readonly said: AnnouncementDraft[] = [];
  readonly told: { readonly command: Command; readonly outcome: Outcome }[] = [];

  get book(): IncidentBook {
    return this.desk.incidents;
  }

  live(happens: Event): void {
    if (happens.kind === 'wait') this.wait(happens.ms);
    else if (happens.kind === 'stand') this.stand(happens.groups);
    else if (happens.kind === 'again') this.again(happens.which);
    else if (happens.kind === 'open') this.open(happens);
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
      this.called.push(...passTime(this.book, this.now));
    }
    this.now = to;
  }

  private stand(groupsNow: readonly Group[]): void {
    for (const { id } of groupsNow)
      if (!this.standing.some((known) => known.id === id))
        this.occurrences.set(id, (this.occurrences.get(id) ?? 0) + 1);
    this.standing = groupsNow;
    const alarms = groupsNow.map((group) => alarmOf(group, this.occurrences.get(group.id) ?? 1, this.now));
    followGroups(this.book, { standing: alarms, told: [], awaited: [], apart: new Map() }, this.now);
  }

  private open({ person: who, priority }: Extract<Event, { kind: 'open' }>): void {
    this.tell(who, {
      kind: 'open',
      what: 'Clients cannot log in',
      where: 'Hong Kong',
      toldBy: 'service desk',
      priority,
    });
  }

  private tell(who: string, does: Command['does']): void {
    const command: Command = { id: `command-${this.told.length}`, person: who, does };
    this.told.push({ command, outcome: takeCommand(this.desk, command, this.now) });
    this.said.push(...takeTold(this.book));
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
    this.tell(who, does);
  }

  private again(which: number): void {
    const before = this.told[which % Math.max(1, this.told.length)];
    if (before === undefined) return;
    const incidents = JSON.stringify([...this.book.incidents]);
    expect(takeCommand(this.desk, before.command, this.now)).toEqual(before.outcome);
    expect(JSON.stringify([...this.book.incidents])).toBe(incidents);
  }
}

function alarmOf({ id, health, priority }: Group, occurrence: number, now: number): Alarm {
  const root = { kind: 'component', id: 'gw-1' } as const;
  const words = { title: id, sentence: `${id} is ${health}.`, site: 'ldn', via: [], members: ['gw-1'], memberCount: 1 };
  return { id, root, priority, health, since: now, occurrence, muted: false, ...words };
}

export function played(
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
