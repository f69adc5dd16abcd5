import { z } from 'zod';
import { announcementSchema } from './announcement.ts';
import { alarmRateSchema, alarmSchema, collectorStateSchema, findingSchema } from './board.ts';
import { idSchema, instantSchema } from './ids.ts';
import { kindSchema } from './kinds.ts';
import { layerSchema } from './inventory.ts';
import { changeSchema, conditionSchema, expectationSchema, flagSchema, healthSchema } from './status.ts';

export const routes = {
  beats: '/v1/beats',
  events: '/v1/events',
  board: '/api/v1/board',
  components: '/api/v1/components',
  component: '/api/v1/components/:id',
  changes: '/api/v1/components/:id/changes',
  groups: '/api/v1/groups',
  announcements: '/api/v1/announcements',
  explain: '/api/v1/components/:id/explain',
  overrides: '/api/v1/overrides',
  incidents: '/api/v1/incidents',
  incident: '/api/v1/incidents/:id',
  incidentSimilar: '/api/v1/incidents/:id/similar',
  incidentMute: '/api/v1/incidents/:id/mute',
  incidentVerb: '/api/v1/incidents/:id/:verb',
  waivers: '/api/v1/waivers',
  waiver: '/api/v1/waivers/:id',
  waiverApprove: '/api/v1/waivers/:id/approve',
  waiverVerb: '/api/v1/waivers/:id/:verb',
  mutes: '/api/v1/mutes',
  plans: '/api/v1/plans',
  planPreview: '/api/v1/plans/preview',
  plansCalendar: '/api/v1/plans.ics',
  session: '/api/v1/session',
  sessionPerson: '/api/v1/session/person',
  sessions: '/api/v1/sessions',
  sessionById: '/api/v1/sessions/:id',
  people: '/api/v1/people',
  person: '/api/v1/people/:id',
  tokens: '/api/v1/tokens',
  token: '/api/v1/tokens/:id',
  pairings: '/api/v1/pairings',
  pairingOutcome: '/api/v1/pairings/outcome',
  pairing: '/api/v1/pairings/:id',
  screens: '/api/v1/screens',
  screen: '/api/v1/screens/:id',
  roomSilence: '/api/v1/rooms/:room/silence',
  audit: '/api/v1/audit',
  webhooks: '/api/v1/webhooks',
  webhook: '/api/v1/webhooks/:id',
  hook: '/api/v1/hooks/:id',
  showMe: '/api/v1/show-me',
  showMeStep: '/api/v1/show-me/:step',
  healthz: '/healthz',
  readyz: '/readyz',
  metrics: '/metrics',
} as const;

export const maxBodyBytes = 1024 * 1024;
export const maxBeatsPerRequest = 5000;

/** 202: everything counted in `accepted` is in Redis or in the spool on disk. */
export const ingestAnswerSchema = z.object({
  accepted: z.int(),
  rejected: z.array(z.object({ index: z.int(), error: z.string() })),
  /** What the collector assumes about the interval of components that declared none. */
  assumed: z.record(idSchema, z.object({ everyMs: z.number() })).optional(),
});
export type IngestAnswer = z.infer<typeof ingestAnswerSchema>;

/** Every error of every service: what is wrong, and what to do about it. */
export const errorAnswerSchema = z.object({ error: z.string(), remedy: z.string() });
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;

export const componentAnswerSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: kindSchema,
  layer: layerSchema,
  site: idSchema,
  venue: z.string().nullable(),
  owner: z.string().nullable(),
  tier: z.int(),
  health: healthSchema,
  condition: conditionSchema,
  expectation: expectationSchema,
  since: instantSchema,
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
  flags: z.array(flagSchema),
  lastBeatAt: instantSchema.nullable(),
  limitMs: z.number(),
  figure: z.object({ metric: z.string(), value: z.number().nullable() }).nullable(),
  nextAt: instantSchema.nullable(),
});
export type ComponentAnswer = z.infer<typeof componentAnswerSchema>;

export const boardAnswerSchema = z.object({
  desk: z.string(),
  simulated: z.boolean(),
  epoch: z.int(),
  revision: z.int(),
  at: instantSchema,
  /** False when this relay's newest committed turn is older than 3 s: then nothing below is `ok`. */
  live: z.boolean(),
  counts: z.record(healthSchema, z.int()),
  unregistered: z.int(),
  alarms: z.array(alarmSchema),
  findings: z.array(findingSchema),
  /** Null: it counts what whoever asks does not see. */
  rate: alarmRateSchema.nullable(),
  collectors: z.array(collectorStateSchema),
  components: z.array(componentAnswerSchema),
});
export type BoardAnswer = z.infer<typeof boardAnswerSchema>;

export const componentsAnswerSchema = z.object({
  at: instantSchema,
  live: z.boolean(),
  components: z.array(componentAnswerSchema),
});
export type ComponentsAnswer = z.infer<typeof componentsAnswerSchema>;

export const changesAnswerSchema = z.object({
  component: idSchema,
  from: instantSchema,
  to: instantSchema,
  changes: z.array(changeSchema),
  truncated: z.boolean(),
});
export type ChangesAnswer = z.infer<typeof changesAnswerSchema>;
export const maxChangesPerAnswer = 1000;

/** What stands now and needs a person: the board's alarms, each with why its members belong together. */
export const groupsAnswerSchema = z.object({ at: instantSchema, live: z.boolean(), groups: z.array(alarmSchema) });
export type GroupsAnswer = z.infer<typeof groupsAnswerSchema>;

export const announcementsAnswerSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  announcements: z.array(announcementSchema),
  truncated: z.boolean(),
});
export type AnnouncementsAnswer = z.infer<typeof announcementsAnswerSchema>;
export const maxAnnouncementsPerAnswer = 1000;

export const showMeSteps = ['kill-gateway', 'lose-site', 'lose-logon', 'cut-monitor'] as const;
export const showMeStepSchema = z.enum(showMeSteps);
export type ShowMeStep = z.infer<typeof showMeStepSchema>;

/** What the demo can show now, and what it is showing: the screen measures until it sees it. */
export const showMeAnswerSchema = z.object({
  available: z.array(showMeStepSchema),
  running: z
    .object({
      step: showMeStepSchema,
      startedAt: instantSchema,
      undoAt: instantSchema,
      /** What to look for: this component, this site, or the whole screen. */
      target: z.object({ component: idSchema.nullable(), site: idSchema.nullable() }),
    })
    .nullable(),
});
export type ShowMeAnswer = z.infer<typeof showMeAnswerSchema>;
