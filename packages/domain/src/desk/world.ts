import type {
  Alarm,
  BoardComponent,
  CollectorState,
  Finding,
  Inventory,
  Opening,
  Status,
  StripEntry,
} from '@yagura/contract';
import type { TakenOverride } from '../calendar/take-overrides.ts';
import type { Verdict } from '../watch/component.ts';
import type { ClusterFinding } from './clusters/cluster-finding.ts';
import { createIncidentBook, type IncidentBook } from '../incident/book.ts';
import { createWaiverBook, type WaiverBook } from '../waiver/book.ts';
import { quietRate, type RateMemory } from '../noise/alarm-rate.ts';
import { createGrouping, type Grouping } from './groups/grouping.ts';

/** One component on the board. Replaced, never changed. */
export interface Row {
  readonly component: BoardComponent;
  readonly sender: string | null;
  readonly verdict: Verdict;
  readonly status: Status;
  /** What it last said of its role, build and the like. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Many components of one site that fell silent together. */
export interface SiteEvent {
  /** `dark`: no witness answers, so nobody can see. `silent`: a witness answers, so they are down. */
  readonly kind: 'dark' | 'silent';
  readonly since: number;
  /** First instant at which one of them missed a beat. */
  readonly onset: number;
  /** The last such instant when it was first seen as one event: a witness must have been heard since. */
  readonly together: number;
}

export interface SiteState {
  readonly id: string;
  /** Members that missed beats, with the instant at which the first missed one was due. */
  readonly overdue: Map<string, number>;
  /** When each witness was last heard. */
  readonly witnessHeard: Map<string, number>;
  event: SiteEvent | null;
  /** Members that this site's events explain, until they have recovered: `dark` ones are out of sight, `silent` ones down. */
  readonly affected: Map<string, SiteEvent['kind']>;
  /** When the last darkness ended: its members get their own limit from here to be heard again. */
  darkEndedAt: number | null;
}

/** What is looked up by something else than the component; made anew from inventory and rows. */
export interface DeskIndex {
  readonly clusters: Map<string, string[]>;
  readonly witnessedSites: Map<string, string[]>;
  readonly registeredBy: Map<string, number>;
}

export interface DeskCounters {
  unregisteredRefused: number;
  overridesRefused: number;
}

/** The mutable world of the desk: everything that concerns more than one component. */
export interface DeskWorld {
  /** As it is with the overrides that were said at run time. */
  inventory: Inventory | null;
  overrides: readonly TakenOverride[];
  readonly rows: Map<string, Row>;
  readonly sites: Map<string, SiteState>;
  readonly collectors: Map<string, CollectorState & { readonly blindSince: number | null }>;
  /** What the members of a cluster show together, by cluster. */
  readonly clusters: Map<string, readonly ClusterFinding[]>;
  readonly abnormal: Set<string>;
  readonly grouping: Grouping;
  index: DeskIndex;
  incidents: IncidentBook;
  /** What is muted and planned. */
  waivers: WaiverBook;
  alarms: readonly Alarm[];
  strip: readonly StripEntry[];
  findings: readonly Finding[];
  /** When each calendar that is followed opens next. */
  readonly nextOpens: Map<string, number>;
  openings: readonly Opening[];
  /** How many alarms are announced. */
  rate: RateMemory;
  layoutVersion: string;
  readonly counters: DeskCounters;
}

export function createDesk(): DeskWorld {
  return {
    inventory: null,
    overrides: [],
    rows: new Map(),
    sites: new Map(),
    collectors: new Map(),
    clusters: new Map(),
    abnormal: new Set(),
    grouping: createGrouping(),
    index: { clusters: new Map(), witnessedSites: new Map(), registeredBy: new Map() },
    incidents: createIncidentBook(),
    waivers: createWaiverBook(),
    alarms: [],
    strip: [],
    findings: [],
    nextOpens: new Map(),
    openings: [],
    rate: quietRate,
    layoutVersion: 'none',
    counters: { unregisteredRefused: 0, overridesRefused: 0 },
  };
}
