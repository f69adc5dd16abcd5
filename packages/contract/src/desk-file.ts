import { z } from 'zod';
import { calendarIdSchema, clockSchema, overrideSchema, weekMaskSchema } from './calendar.ts';
import { durationSchema } from './duration.ts';
import { idSchema } from './ids.ts';
import { kindSchema } from './kinds.ts';
import { ruleEntrySchema } from './rule.ts';

const textSchema = z.string().min(1).max(120);
const timeZoneSchema = z
  .string()
  .regex(/^[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*$/, 'must be an IANA time zone such as Europe/London');
const tierSchema = z.int().min(1).max(4);

export const siteSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  timeZone: timeZoneSchema,
  region: textSchema.optional(),
  /** Devices whose answer proves that the site is alive when many of its components fall silent together. */
  witnesses: z.array(idSchema).max(8).default([]),
  /** When people work there: a calendar `site:ID` that jobs and platforms may run by. */
  businessHours: z
    .strictObject({
      days: weekMaskSchema,
      from: clockSchema,
      to: clockSchema,
    })
    .optional(),
});

export const senderSchema = z.strictObject({
  id: idSchema,
  token: z.string().min(8, 'must be at least 8 characters, or env:NAME, or file:PATH').max(4096),
  scope: z.string().regex(/^(\*|(site|owner):[A-Za-z0-9._-]+)$/, 'must be "*", "site:ID" or "owner:NAME"'),
  register: z.boolean().default(false),
});

export const clusterSchema = z.strictObject({
  id: idSchema,
  mode: z.enum(['active-passive', 'active-active', 'lines']),
  of: z.int().min(1).max(64),
  need: z.int().min(1).max(64),
});

/** A calendar by its id (XLON, XLON/derivatives, site:ldn), `venue` for that of the component's venue, `always`, or `none`. */
const calendarRefSchema = z.union([
  z.enum(['venue', 'always', 'none']),
  z.string().regex(/^site:[A-Za-z0-9._-]+$/),
  calendarIdSchema,
]);

const kindDefaultsSchema = z.strictObject({
  every: durationSchema.optional(),
  tier: tierSchema.optional(),
  calendar: calendarRefSchema.optional(),
  runs: calendarRefSchema.optional(),
  rules: z.array(ruleEntrySchema).max(64).default([]),
  figure: textSchema.optional(),
});

export const componentSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  kind: kindSchema,
  site: idSchema,
  every: durationSchema.optional(),
  tier: tierSchema.optional(),
  environment: z.enum(['prod', 'uat', 'dr']).default('prod'),
  venue: z
    .string()
    .regex(/^[A-Z0-9]{4}$/, 'must be a four-letter market code (MIC) such as XLON')
    .optional(),
  owner: idSchema.optional(),
  runbook: z.string().max(500).optional(),
  dependsOn: z.array(idSchema).max(32).default([]),
  services: z.array(idSchema).max(32).default([]),
  cluster: clusterSchema.optional(),
  rules: z.array(ruleEntrySchema).max(32).default([]),
  /** Whose sessions and phases its checks follow; `venue` where it has one and says nothing. */
  calendar: calendarRefSchema.optional(),
  /** It runs only while this calendar is in session; without it the process is expected around the clock. */
  runs: calendarRefSchema.optional(),
  /** Which of a common cause it may share: who delivers it, and which release it runs. */
  vendor: idSchema.optional(),
  release: textSchema.optional(),
  /** The one metric worth a place on the tile. */
  figure: textSchema.optional(),
  simulated: z.boolean().default(false),
});

export const serviceSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  function: z.enum(['orders', 'prices', 'positions', 'cash', 'access']),
  venue: z.string().optional(),
});

/** What components are put together by, and chosen by. */
export const viewAttributes = ['layer', 'kind', 'site', 'venue', 'region', 'owner', 'service'] as const;
export type ViewAttribute = (typeof viewAttributes)[number];

export const viewSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  /** `site:ldn,nyc -kind:job`: each word must be met, a comma is "or", a dash "not"; without it everything stands there. */
  where: z.string().max(200).optional(),
  rows: z.enum(viewAttributes),
  columns: z.enum(viewAttributes),
});
export type View = z.infer<typeof viewSchema>;

/** Shorter than this nobody can say that it is still theirs. */
const takeLastsSchema = durationSchema.refine((milliseconds) => milliseconds >= 5000, 'must be at least 5 s');

/** The desk file: what is watched, by whom, how. */
export const deskFileSchema = z.strictObject({
  desk: z.strictObject({
    name: textSchema,
    timeZone: timeZoneSchema,
    simulated: z.boolean().default(false),
  }),
  sites: z.array(siteSchema).min(1).max(200),
  collectors: z
    .array(z.strictObject({ id: idSchema, site: idSchema }))
    .min(1)
    .max(200),
  senders: z.array(senderSchema).max(1000).default([]),
  defaults: z.partialRecord(kindSchema, kindDefaultsSchema).default({}),
  components: z.array(componentSchema).max(50_000),
  services: z.array(serviceSchema).max(5000).default([]),
  views: z.array(viewSchema).max(100).default([]),
  /** Days that are other than their calendar says. */
  overrides: z.array(overrideSchema).max(500).default([]),
  incidents: z
    .strictObject({
      /** How long somebody who took an incident has it without a word, by its priority. */
      takeLasts: z
        .strictObject({
          p1: takeLastsSchema.default(30 * 60_000),
          p2: takeLastsSchema.default(4 * 3_600_000),
          p3: takeLastsSchema.default(8 * 3_600_000),
        })
        .prefault({}),
    })
    .prefault({}),
});
export type DeskFile = z.infer<typeof deskFileSchema>;
export type TakeLasts = DeskFile['incidents']['takeLasts'];
export const takeLastsByDefault: TakeLasts = deskFileSchema.shape.incidents.parse({}).takeLasts;
