import { z } from 'zod';
import { durationSchema } from './duration.ts';
import { idSchema } from './ids.ts';

export const kinds = [
  'gateway',
  'order-router',
  'market-data',
  'network',
  'client-access',
  'back-office',
  'job',
  'venue',
  'service',
] as const;
export const kindSchema = z.enum(kinds);
export type Kind = z.infer<typeof kindSchema>;

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
});

export const senderSchema = z.strictObject({
  id: idSchema,
  token: z.string().min(8, 'must be at least 8 characters, or env:NAME, or file:PATH').max(4096),
  scope: z.string().regex(/^(\*|(site|owner):[A-Za-z0-9._-]+)$/, 'must be "*", "site:ID" or "owner:NAME"'),
  register: z.boolean().default(false),
});

export const ruleSchema = z.strictObject({
  id: idSchema,
  metric: textSchema,
  degraded: textSchema.optional(),
  down: textSchema.optional(),
  clear: textSchema.optional(),
});

export const clusterSchema = z.strictObject({
  id: idSchema,
  mode: z.enum(['active-passive', 'active-active', 'lines']),
  of: z.int().min(1).max(64),
  need: z.int().min(1).max(64),
});

const kindDefaultsSchema = z.strictObject({
  every: durationSchema.optional(),
  tier: tierSchema.optional(),
  calendar: textSchema.optional(),
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
  rules: z.array(ruleSchema).max(32).default([]),
  calendar: textSchema.optional(),
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

export const viewSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  where: z.string().max(200).optional(),
  rows: z.enum(['layer', 'kind', 'site', 'venue', 'region', 'owner', 'service']),
  columns: z.enum(['layer', 'kind', 'site', 'venue', 'region', 'owner', 'service']),
});

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
});
export type DeskFile = z.infer<typeof deskFileSchema>;
