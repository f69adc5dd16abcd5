import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Alarm, Command, Fact, Incident, IncidentAction, Intention, Outcome, Priority } from '@yagura/contract';
import { noon } from '@yagura/testkit';
import { takeTold, type IncidentBook } from '../incident/book.ts';
import { takeCommand } from '../desk/take-command.ts';
import { createDesk } from '../desk/world.ts';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { followGroups } from '../incident/follow-groups.ts';
import { incidentMemory, restoreIncidents, type IncidentMemory } from '../incident/memory.ts';
import { nextIncidentInstant, passTime } from '../incident/pass-time.ts';

export interface Group {
  readonly id: string;
  readonly health: 'down' | 'degraded';
  readonly priority: Priority;
  readonly muted?: boolean;
}

export type Event =
  /** What stands no more recovered, or else nothing is asked of it any more. */
  | { readonly kind: 'stand'; readonly groups: readonly Group[]; readonly gone?: 'recovered' | 'lapsed' }
  | { readonly kind: 'wait'; readonly ms: number }
  | {
      readonly kind: 'command';
      readonly person: string;
      readonly target: number;
      readonly seen: 'newest' | 'older' | 'any';
      readonly action: IncidentAction;
    }
  | { readonly kind: 'open'; readonly person: string; readonly priority: Priority }
  | {
      readonly kind: 'report';
      readonly sender: string;
      readonly key: string | null;
      readonly priority: Priority;
      readonly resolved: boolean;
    }
  | { readonly kind: 'restart' }
  | { readonly kind: 'again'; readonly which: number };

const people = ['anna', 'bob', 'chi'];
const person = fc.constantFrom(...people);
const groups = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('component:a@1', 'component:b@2', 'site:ldn@3'),
    health: fc.constantFrom('down' as const, 'degraded' as const),
    priority: fc.constantFrom<Priority>(1, 2, 3),
    muted: fc.boolean(),
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
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('stand' as const),
      groups,
      gone: fc.constantFrom('recovered' as const, 'lapsed' as const),
    }),
  },
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
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      sender: fc.constantFrom('nagios', 'batch'),
      key: fc.constantFrom('disk', null),
      priority: fc.constantFrom<Priority>(1, 2, 3),
      resolved: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
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
  readonly told: { readonly command: Intention; readonly outcome: Outcome }[] = [];

  get book(): IncidentBook {
    return this.desk.incidents;
  }

  live(happens: Event): void {
    if (happens.kind === 'wait') this.wait(happens.ms);
    else if (happens.kind === 'stand') this.stand(happens.groups, happens.gone ?? 'recovered');
    else if (happens.kind === 'report') this.report(happens);
    else if (happens.kind === 'restart') this.restart();
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

  private stand(groupsNow: readonly Group[], gone: 'recovered' | 'lapsed'): void {
    const ended = this.standing.filter(({ id }) => groupsNow.every((group) => group.id !== id));
    const told = ended.map((group) => endOf(group, gone, this.now));
    for (const { id } of groupsNow)
      if (!this.standing.some((known) => known.id === id))
        this.occurrences.set(id, (this.occurrences.get(id) ?? 0) + 1);
    this.standing = groupsNow;
    const alarms = groupsNow.map((group) => alarmOf(group, this.occurrences.get(group.id) ?? 1, this.now));
    followGroups(this.book, { standing: alarms, told, awaited: [], apart: new Map() }, this.now);
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
    this.intend({ id: `command-${this.told.length}`, person: who, does });
  }

  private intend(command: Intention): void {
    this.told.push({ command, outcome: takeCommand(this.desk, command, this.now) });
    this.said.push(...takeTold(this.book));
  }

  private report({ sender, key, priority, resolved }: Extract<Event, { kind: 'report' }>): void {
    const words = { what: 'Disk is full', where: 'London', toldBy: sender, note: null };
    this.intend({
      id: `command-${this.told.length}`,
      sender,
      does: { kind: 'report', ...words, key, priority, resolved },
    });
  }

  /** A successor reads what was written down. */
  restart(): void {
    this.desk.incidents = restoreIncidents(JSON.parse(JSON.stringify(incidentMemory(this.book))) as IncidentMemory); // its own words
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

function endOf({ id, priority }: Group, kind: 'recovered' | 'lapsed', at: number): AnnouncementDraft {
  const root = { kind: 'component', id: 'gw-1' } as const;
  return { at, kind, group: id, root, priority, pages: false, text: `${id} ${kind}.`, why: '' };
}

function alarmOf({ id, health, priority, muted = false }: Group, occurrence: number, now: number): Alarm {
  const root = { kind: 'component', id: 'gw-1' } as const;
  const words = { title: id, sentence: `${id} is ${health}.`, site: 'ldn', via: [], members: ['gw-1'], memberCount: 1 };
  return { id, root, priority, health, since: now, occurrence, muted, ...words };
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
