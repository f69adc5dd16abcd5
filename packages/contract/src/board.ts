import { z } from 'zod';
import { marketStateSchema } from './calendar.ts';
import { deskFileSchema, viewSchema } from './desk-file.ts';
import { idSchema, instantSchema } from './ids.ts';
import { incidentBriefSchema, maxIncidentsOnBoard } from './incident-brief.ts';
import { inventorySiteSchema, watchedSchema } from './inventory.ts';
import { healthSchema, statusSchema } from './status.ts';
import { maxWaiversOnBoard, waiverBriefSchema } from './waiver.ts';

export const prioritySchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Priority = z.infer<typeof prioritySchema>;

/** A component as screens know it. Unregistered ones were heard but stand in no desk file: shown, never in a roll-up. */
export const boardComponentSchema = watchedSchema.extend({ unregistered: z.boolean() });
export type BoardComponent = z.infer<typeof boardComponentSchema>;

/** What changes seldom: which components there are, in which order. Every index on the wire is a place in `components`. */
export const layoutSchema = z.object({
  version: z.string(),
  desk: deskFileSchema.shape.desk,
  sites: z.array(inventorySiteSchema),
  views: z.array(viewSchema),
  components: z.array(boardComponentSchema),
});
export type Layout = z.infer<typeof layoutSchema>;

/** What explains a group. `common`: members that share nothing closer than this one attribute and failed together. */
export const rootSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('component'), id: idSchema }),
  z.object({ kind: z.literal('collector'), id: idSchema }),
  z.object({ kind: z.literal('site'), id: idSchema }),
  z.object({ kind: z.literal('cluster'), id: idSchema }),
  z.object({ kind: z.literal('common'), shares: z.enum(['site', 'venue', 'vendor', 'release']), id: z.string() }),
]);
export type Root = z.infer<typeof rootSchema>;

/** One thing that needs a person: a group as it stands. Many members, one alarm. */
export const alarmSchema = z.object({
  id: z.string(),
  root: rootSchema,
  priority: prioritySchema,
  health: healthSchema,
  title: z.string(),
  /** The whole story in one printed sentence. */
  sentence: z.string(),
  site: idSchema.nullable(),
  since: instantSchema,
  /** 1 at first; a relapse within an hour is the next occurrence of the same group. */
  occurrence: z.int(),
  /** Everything that belongs to it is muted: shown, and not announced. */
  muted: z.boolean(),
  /** Dependencies that may have to do with it and explain nothing: merely degraded, closed or never seen. */
  via: z.array(idSchema).max(3),
  /** The first hundred; `memberCount` is the truth about how many. */
  members: z.array(idSchema).max(100),
  memberCount: z.int(),
});
export type Alarm = z.infer<typeof alarmSchema>;

export const stripEntrySchema = z.object({
  at: instantSchema,
  title: z.string(),
  health: healthSchema.nullable(),
  text: z.string(),
});
export type StripEntry = z.infer<typeof stripEntrySchema>;

/** Something the monitor says about itself or its configuration. */
export const findingSchema = z.object({
  code: z.enum([
    'desk-file-wrong',
    'clock-stepped',
    'collector-clock',
    'history-behind',
    'journal-full',
    'registrations-full',
    'entries-lost',
    'calendar-ends',
    'calendar-unknown',
    'screen-frozen',
    'screen-away',
  ]),
  text: z.string(),
  since: instantSchema,
});
export type Finding = z.infer<typeof findingSchema>;

export const collectorStateSchema = z.object({
  id: idSchema,
  site: idSchema,
  /** How far its evidence reaches; null until it was heard once. */
  until: instantSchema.nullable(),
  blind: z.boolean(),
});
export type CollectorState = z.infer<typeof collectorStateSchema>;

/** A market opened as its calendar said: how many of those that follow it were ready, and who was not. */
export const openingSchema = z.object({
  calendar: z.string(),
  at: instantSchema,
  until: instantSchema,
  expected: z.int(),
  ready: z.int(),
  missing: z.array(idSchema).max(3),
});
export type Opening = z.infer<typeof openingSchema>;

/** How many alarms were announced within ten minutes, and whether that is more than people can follow. */
export const alarmRateSchema = z.discriminatedUnion('flood', [
  z.object({ flood: z.literal(false), inTenMinutes: z.int(), since: z.null() }),
  z.object({ flood: z.literal(true), inTenMinutes: z.int(), since: instantSchema }),
]);
export type AlarmRate = z.infer<typeof alarmRateSchema>;

/** The part of the board that a turn may change, apart from statuses. Absent means unchanged. */
export const boardNewsSchema = z.object({
  alarms: z.array(alarmSchema).max(500).optional(),
  strip: z.array(stripEntrySchema).max(5).optional(),
  findings: z.array(findingSchema).max(50).optional(),
  collectors: z.array(collectorStateSchema).max(200).optional(),
  openings: z.array(openingSchema).max(20).optional(),
  rate: alarmRateSchema.optional(),
  incidents: z.array(incidentBriefSchema).max(maxIncidentsOnBoard).optional(),
  waivers: z.array(waiverBriefSchema).max(maxWaiversOnBoard).optional(),
  /** Worked out by the relay from the calendars of the desk; no turn of the engine tells them. */
  markets: z.array(marketStateSchema).max(200).optional(),
});
export type BoardNews = z.infer<typeof boardNewsSchema>;

/** Everything a screen needs to begin. `statuses` and `figures` stand in the order of `layout.components`. */
export const boardSchema = z.object({
  epoch: z.int(),
  revision: z.int(),
  /** Desk time up to which the desk has judged. */
  at: instantSchema,
  layout: layoutSchema,
  statuses: z.array(statusSchema),
  figures: z.array(z.number().nullable()),
  lastBeats: z.array(instantSchema.nullable()),
  limits: z.array(z.number()),
  alarms: z.array(alarmSchema),
  strip: z.array(stripEntrySchema),
  findings: z.array(findingSchema),
  collectors: z.array(collectorStateSchema),
  openings: z.array(openingSchema),
  /** Null: it counts what this screen does not see. */
  rate: alarmRateSchema.nullable(),
  /** Those that are not closed, the most urgent first. */
  incidents: z.array(incidentBriefSchema),
  /** Everything that is muted or planned: in force first, then in the order of its time. */
  waivers: z.array(waiverBriefSchema),
  /** Those that components of the desk follow. */
  markets: z.array(marketStateSchema),
});
export type Board = z.infer<typeof boardSchema>;
