import {
  maxMinutesPerTurn,
  type BoardNews,
  type CalendarOverride,
  type Intention,
  type Entry,
  type Finding,
  type Incident,
  type Inventory,
  type Layout,
  type Learned,
  type MetricMinute,
  type Outcome,
  type Status,
  type Waiver,
} from '@yagura/contract';
import { keepCalendars } from '../calendar/keep-calendars.ts';
import { overridesInForce, takeOverrides, turnsOf, withOverrides } from '../calendar/take-overrides.ts';
import { createDesk, type DeskWorld } from '../desk/world.ts';
import { layoutOf } from '../desk/layout-of.ts';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { awaitOpenings } from '../desk/openings.ts';
import { nextDeskInstant } from '../desk/next-instant.ts';
import { stepDesk, type ChangeDraft, type DeskEffects } from '../desk/step.ts';
import { earliest } from '../health/earliest.ts';
import { dropComponent, nextDue, nextWake, stepWatch } from '../watch/step.ts';
import { createWatch, type WatchFact, type WatchWorld } from '../watch/world.ts';
import { takeChanged } from '../incident/book.ts';
import { incidentBriefs } from '../incident/briefs.ts';
import { rememberIncidents, type RememberedIncidents } from '../incident/remember-incidents.ts';
import { takeCommand } from '../desk/take-command.ts';
import { takeChangedWaivers } from '../waiver/book.ts';
import { waiverBriefs } from '../waiver/briefs.ts';
import { rememberWaivers, type RememberedWaivers } from '../waiver/memory.ts';
import { planSpans } from '../waiver/plan-spans.ts';
import type { Said } from '../watch/setting-book.ts';
import { afterAnnouncements, alarmRate, nextRateInstant } from '../noise/alarm-rate.ts';
import { gather } from './gather.ts';
import { slicesOf, type Slice } from './slices.ts';

/** Everything judgement knows. One process owns it and folds turn after turn. */
export interface World {
  readonly watches: readonly WatchWorld[];
  readonly desk: DeskWorld;
}

export interface TurnInput {
  readonly inventory: Inventory | null;
  readonly findings: readonly Finding[] | null;
  /** What stood on the board of a world that could not be kept: where this one begins. */
  readonly remembered?: readonly { readonly id: string; readonly status: Status }[];
  /** The incidents of such a world, before what stood on its board. */
  readonly rememberedIncidents?: readonly RememberedIncidents[];
  /** What was muted and planned in such a world. */
  readonly rememberedWaivers?: readonly RememberedWaivers[];
  /** Days that somebody said are other than their calendars say. */
  readonly overrides?: readonly CalendarOverride[];
  /** What the day learned; ignored unless it is newer than what is known. */
  readonly learned?: Learned | null;
  /** What people want of incidents, mutes and plans. */
  readonly commands?: readonly Intention[];
  readonly entries: readonly Entry[];
  /** The instant that is judged. While catching up it lies behind desk time. */
  readonly now: number;
  /** Desk time when the evidence was read, as the turn records it: no instant beyond it is believed. `now` where it is absent. */
  readonly shown?: number;
}

export interface TurnEffects {
  readonly changes: readonly ChangeDraft[];
  readonly announcements: readonly AnnouncementDraft[];
  readonly statuses: DeskEffects['statuses'];
  readonly news: BoardNews;
  readonly layout: Layout | null;
  /** Minutes of metrics that are over. */
  readonly minutes: readonly MetricMinute[];
  /** Overrides that came into force. */
  readonly overrides: readonly CalendarOverride[];
  /** All that are in force; null as long as they are the same as before. */
  readonly overridesInForce: readonly CalendarOverride[] | null;
  /** Incidents as they are now, those of them that changed. */
  readonly incidents: readonly Incident[];
  /** Mutes and plans as they are now, those of them that changed. */
  readonly waivers: readonly Waiver[];
  /** What became of the commands. */
  readonly outcomes: readonly Outcome[];
}

/** Clocks of two machines may differ by this much before an entry's instants are cut to ours. */
const toleratedAheadMs = 250;

export function createWorld(shards: number, now: number): World {
  return { watches: Array.from({ length: shards }, (_, shard) => createWatch(shard, shards, now)), desk: createDesk() };
}

/**
 * One turn: inputs, then entries in their order, then the instant. The same input gives the same effects, always. Instants at
 * which something would have changed are not skipped, so that how much is folded at once does not matter.
 */
export function foldTurn(world: World, input: TurnInput): TurnEffects {
  const before = world.watches[0]?.now ?? input.now;
  const now = Math.max(input.now, before);
  const latest = Math.max(now, input.shown ?? now) + toleratedAheadMs;
  for (const remembered of input.rememberedIncidents ?? []) rememberIncidents(world.desk, remembered, now);
  for (const remembered of input.rememberedWaivers ?? []) rememberWaivers(world.desk.waivers, remembered);
  const steps: DeskEffects[] = [];
  const fold = (slice: Slice) => steps.push(foldSlice(world, slice, latest, steps.length === 0 ? input : null));
  for (const slice of slicesOf(input.entries, before, now)) {
    for (let due = nextDueOf(world, slice.begins); due !== null; due = nextDueOf(world, slice.begins))
      fold({ entries: [], now: due, begins: due });
    fold(slice);
  }
  const { overrides: saidBefore } = world.desk;
  const overrides = takeSaid(world.desk, input.overrides ?? [], now);
  const outcomes = (input.commands ?? []).map((command) => takeCommand(world.desk, command, now));
  // Last, so that it counts from the instant of the turn, whatever timers came before it.
  const { waivers: book } = world.desk;
  if (overrides.length > 0 || book.plansChanged || book.stirred.size > 0 || outcomes.length > 0)
    steps.push(foldSaid(world, overrides.length > 0 || book.plansChanged, now));
  const effects = gather(steps, world.desk);
  const { rate } = world.desk;
  // After what came and went unseen is left out: that is announced to nobody.
  world.desk.rate = afterAnnouncements(rate, effects.announcements, now);
  const incidents = takeChanged(world.desk.incidents);
  const minutes = minutesOf(world);
  return {
    minutes,
    overrides,
    overridesInForce: world.desk.overrides === saidBefore ? null : overridesInForce(world.desk.overrides),
    incidents,
    waivers: takeChangedWaivers(book),
    outcomes,
    changes: effects.changes,
    announcements: effects.announcements,
    statuses: effects.statuses,
    news: {
      ...newsOf(world.desk, effects, incidents.length > 0),
      ...(world.desk.rate !== rate && { rate: alarmRate(world.desk.rate) }),
    },
    layout: effects.layoutChanged ? layoutOf(world.desk) : null,
  };
}

function foldSlice(world: World, slice: Slice, latest: number, inputs: TurnInput | null): DeskEffects {
  const facts: WatchFact[] = [];
  const { desk } = world;
  const { overrides } = desk;
  const inventory = inputs?.inventory
    ? withOverrides(keepCalendars(desk.inventory, inputs.inventory), overridesInForce(overrides))
    : null;
  const remembered = inputs?.remembered ?? [];
  const learned = inputs?.learned ?? null;
  const input = { latest, inventory, remembered, learned, said: saidOf(desk) };
  for (const watch of world.watches) foldWatch(watch, slice, input, facts);
  const effects = stepDesk(desk, { facts, inventory, remembered, findings: inputs?.findings ?? null, now: slice.now });
  for (const id of effects.refused)
    for (const watch of world.watches) if (dropComponent(watch, id)) watch.counters.beatsUnknown++;
  return effects;
}

/** Takes what somebody said of days into the desk; what came into force. */
function takeSaid(desk: DeskWorld, said: readonly CalendarOverride[], now: number): readonly CalendarOverride[] {
  if (desk.inventory === null || said.length === 0) return [];
  const taken = takeOverrides(desk.inventory, desk.overrides, said, now);
  desk.overrides = taken.overrides;
  desk.counters.overridesRefused += taken.refused;
  desk.inventory = withOverrides(desk.inventory, overridesInForce(taken.overrides));
  awaitOpenings(desk, now);
  return taken.fresh;
}

/** Judges by calendars, plans and mutes that are other than they were; of mutes watch knows nothing. */
function foldSaid({ watches, desk }: World, concernsWatch: boolean, now: number): DeskEffects {
  const facts: WatchFact[] = [];
  const { inventory, waivers } = desk;
  waivers.plansChanged = false;
  const said = saidOf(desk);
  if (inventory && concernsWatch)
    for (const watch of watches) stepWatch(watch, { type: 'said', inventory, said }, now, facts);
  return stepDesk(desk, { facts, inventory: null, remembered: [], findings: null, now });
}

function saidOf({ overrides, waivers }: DeskWorld): Said {
  return { turns: turnsOf(overrides), plans: planSpans(waivers) };
}

interface WatchInput {
  readonly latest: number;
  readonly inventory: Inventory | null;
  readonly remembered: NonNullable<TurnInput['remembered']>;
  readonly learned: Learned | null;
  readonly said: Said;
}

function foldWatch(watch: WatchWorld, slice: Slice, input: WatchInput, facts: WatchFact[]): void {
  const { now } = slice;
  const { inventory, latest, remembered, learned, said } = input;
  if (inventory) stepWatch(watch, { type: 'inventory', inventory, said }, now, facts);
  if (remembered.length > 0) stepWatch(watch, { type: 'remembered', statuses: remembered }, now, facts);
  if (learned) stepWatch(watch, { type: 'learned', learned }, now, facts);
  for (const entry of slice.entries) stepWatch(watch, { type: 'entry', entry, latest }, now, facts);
  stepWatch(watch, { type: 'tick' }, now, facts);
}

/** In an order that does not depend on how many shards told them. What is beyond the bound of a turn is counted and lost: baselines can do without. */
function minutesOf(world: World): MetricMinute[] {
  const over = world.watches.flatMap((watch) => watch.minutesOver);
  for (const watch of world.watches) if (watch.minutesOver.length > 0) watch.minutesOver = [];
  if (over.length > maxMinutesPerTurn && world.watches[0])
    world.watches[0].counters.minutesDropped += over.length - maxMinutesPerTurn;
  const key = ([component, metric]: MetricMinute) => `${component} ${metric}`;
  return over
    .toSorted((a, b) => a[2] - b[2] || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
    .slice(0, maxMinutesPerTurn);
}

function newsOf(desk: DeskWorld, effects: DeskEffects, incidentsChanged: boolean): BoardNews {
  return {
    ...(incidentsChanged && { incidents: incidentBriefs(desk.incidents) }),
    ...(effects.waiversChanged && { waivers: waiverBriefs(desk) }),
    ...(effects.alarmsChanged && { alarms: [...desk.alarms] }),
    ...(effects.stripChanged && { strip: [...desk.strip] }),
    ...(effects.findingsChanged && { findings: [...desk.findings] }),
    ...(effects.openingsChanged && { openings: [...desk.openings] }),
    ...(effects.collectorsChanged && { collectors: collectorsOf(desk) }),
  };
}

export function collectorsOf(desk: DeskWorld) {
  return [...desk.collectors.values()].map(({ id, site, until, blind }) => ({ id, site, until, blind }));
}

/** No later than the earliest instant at which anything would change without new evidence. */
export function nextWakeOf({ watches, desk }: World): number | null {
  return earliest(nextDeskInstant(desk), nextRateInstant(desk.rate), ...watches.map(nextWake));
}

function nextDueOf(world: World, end: number): number | null {
  const desk = nextDeskInstant(world.desk);
  return earliest(desk !== null && desk < end ? desk : null, ...world.watches.map((watch) => nextDue(watch, end)));
}

/** How far every collector that is not blind vouches: while catching up nothing may be judged beyond this. */
export function lowestWatermark(world: World): number | null {
  let lowest: number | null = null;
  for (const path of world.watches[0]?.paths.values() ?? [])
    if (!path.blind && (lowest === null || path.until < lowest)) lowest = path.until;
  return lowest;
}
