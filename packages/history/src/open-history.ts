import type {
  Announcement,
  CalendarOverride,
  Change,
  Intention,
  Incident,
  Likeness,
  Learned,
  LogEntry,
  Status,
  Turn,
  Waiver,
} from '@yagura/contract';
import { appendTurns, type AppendAnswer, type HistoryPosition } from './append-turns.ts';
import {
  commandOf,
  incidentLog,
  incidentOf,
  incidentsPage,
  putCommand,
  waitingCommands,
  type IncidentPage,
  type StoredCommand,
} from './incidents.ts';
import { incidentsLike } from './similar.ts';
import { minutesOf, newestLearned, overridesFrom, putLearned, trimMinutes, type MinuteMean } from './learning.ts';
import { migrate } from './migrate.ts';
import { peopleIn, type People } from './people/people.ts';
import { announcementsBetween, changesOf, latestStatuses, position } from './queries.ts';
import { waiverOf, waiversPage, type WaiverPage } from './waivers.ts';
import { outboxIn, type Outbox } from './webhooks/outbox.ts';
import { webhooksIn, type Webhooks } from './webhooks/webhooks.ts';
import { openStore, type HistoryLog } from './store.ts';

/** What is remembered. Every method rejects within seconds while Postgres is away; ask again later. */
export interface History {
  /** How many steps it took; 0 when the schema was up to date. */
  migrate(): Promise<number>;
  appendTurns(turns: readonly Turn[], fence?: number): Promise<AppendAnswer>;
  position(): Promise<HistoryPosition | null>;
  latestStatuses(): Promise<ReadonlyMap<string, Status>>;
  changesOf(component: string, from: number, to: number, limit: number): Promise<readonly Change[]>;
  announcementsBetween(from: number, to: number, limit: number): Promise<readonly Announcement[]>;
  minutesOf(component: string, metric: string, from: number, to: number): Promise<readonly MinuteMean[]>;
  /** A piece of what is older; true while there may be more. */
  trimMinutes(before: number): Promise<boolean>;
  putLearned(learned: Learned): Promise<void>;
  newestLearned(): Promise<Learned | null>;
  overridesFrom(date: string): Promise<readonly CalendarOverride[]>;
  incidents(page: IncidentPage): Promise<readonly Incident[]>;
  /** By its id or its number. */
  incident(name: string): Promise<Incident | null>;
  incidentLog(id: string): Promise<readonly LogEntry[]>;
  incidentsLike(one: Likeness): Promise<readonly Likeness[]>;
  waivers(page: WaiverPage): Promise<readonly Waiver[]>;
  waiver(id: string): Promise<Waiver | null>;
  putCommand(command: Intention, askedAt: number): Promise<void>;
  command(id: string): Promise<StoredCommand | null>;
  waitingCommands(limit: number): Promise<readonly Intention[]>;
  readonly people: People;
  readonly webhooks: Webhooks;
  readonly outbox: Outbox;
  close(): Promise<void>;
}

export interface HistoryOptions {
  readonly log?: HistoryLog;
  /** The Postgres schema that holds every table. */
  readonly schema?: string;
}

const connections = 2;

/** Connects at the first question, so it opens also while Postgres is away. */
export function openHistory(databaseUrl: string, options: HistoryOptions = {}): History {
  const store = openStore(databaseUrl, { schema: 'yagura', connections, ...options });
  return {
    migrate: () => migrate(store),
    appendTurns: (turns, fence) => appendTurns(store, turns, fence),
    position: () => position(store),
    latestStatuses: () => latestStatuses(store),
    changesOf: (component, from, to, limit) => changesOf(store, component, { from, to, limit }),
    announcementsBetween: (from, to, limit) => announcementsBetween(store, { from, to, limit }),
    minutesOf: (component, metric, from, to) => minutesOf(store, { component, metric }, { from, to }),
    trimMinutes: (before) => trimMinutes(store, before),
    putLearned: (learned) => putLearned(store, learned),
    newestLearned: () => newestLearned(store),
    overridesFrom: (date) => overridesFrom(store, date),
    incidents: (page) => incidentsPage(store, page),
    incident: (name) => incidentOf(store, name),
    incidentLog: (id) => incidentLog(store, id),
    incidentsLike: (one) => incidentsLike(store, one),
    waivers: (page) => waiversPage(store, page),
    waiver: (id) => waiverOf(store, id),
    putCommand: (command, askedAt) => putCommand(store, command, askedAt),
    command: (id) => commandOf(store, id),
    waitingCommands: (limit) => waitingCommands(store, limit),
    people: peopleIn(store),
    webhooks: webhooksIn(store),
    outbox: outboxIn(store),
    close: () => store.close(),
  };
}
