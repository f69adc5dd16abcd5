import { z } from 'zod';
import { calendarSchema } from './calendar.ts';
import { clusterSchema, deskFileSchema, serviceSchema, viewSchema } from './desk-file.ts';
import { idSchema } from './ids.ts';
import { kindSchema } from './kinds.ts';
import { ruleSchema } from './rule.ts';

/** Rows of the fixed map, from the client down to the wire. */
export const layers = [
  'client-access',
  'order-routing',
  'exchange-gateways',
  'market-data',
  'clearing',
  'network',
] as const;
export const layerSchema = z.enum(layers);
export type Layer = z.infer<typeof layerSchema>;

/** One component with every default resolved: what engine, collector, relay and screens share of it. */
export const watchedSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: kindSchema,
  layer: layerSchema,
  site: idSchema,
  region: z.string(),
  everyMs: z.number().positive(),
  tier: z.int().min(1).max(4),
  environment: z.enum(['prod', 'uat', 'dr']),
  venue: z.string().nullable(),
  owner: z.string().nullable(),
  runbook: z.string().nullable(),
  dependsOn: z.array(idSchema),
  services: z.array(idSchema),
  cluster: clusterSchema.nullable(),
  figure: z.string().nullable(),
  simulated: z.boolean(),
  /** Some site names it as a witness, so its beats also prove that the site is alive. */
  witness: z.boolean(),
  vendor: z.string().nullable(),
  release: z.string().nullable(),
  /** Ids in `calendars`; null where it follows none. */
  calendar: z.string().nullable(),
  runs: z.string().nullable(),
  /** Key in `ruleSets`: components of a kind mostly share one. */
  ruleSet: z.string(),
});
export type Watched = z.infer<typeof watchedSchema>;

export const inventorySiteSchema = z.object({
  id: idSchema,
  name: z.string(),
  timeZone: z.string(),
  region: z.string(),
  witnesses: z.array(idSchema),
});
export type InventorySite = z.infer<typeof inventorySiteSchema>;

/** The secret itself never leaves the process that read the desk file. */
export const inventorySenderSchema = z.object({
  id: idSchema,
  tokenHash: z.string(),
  scope: z.string(),
  register: z.boolean(),
});
export type InventorySender = z.infer<typeof inventorySenderSchema>;

/** The desk file as one process read it and published it in Redis: the order of `components` is the inventory order. */
export const inventorySchema = z.object({
  /** A hash of the content: the same desk has the same version. */
  version: z.string(),
  desk: deskFileSchema.shape.desk,
  sites: z.array(inventorySiteSchema),
  collectors: z.array(z.object({ id: idSchema, site: idSchema })),
  senders: z.array(inventorySenderSchema),
  components: z.array(watchedSchema),
  services: z.array(serviceSchema),
  views: z.array(viewSchema),
  calendars: z.array(calendarSchema),
  ruleSets: z.record(z.string(), z.array(ruleSchema)),
  /** In milliseconds, as everywhere past the desk file; an inventory of before says nothing of it. */
  takeLasts: z.object({ p1: z.number().positive(), p2: z.number().positive(), p3: z.number().positive() }).optional(),
});
export type Inventory = z.infer<typeof inventorySchema>;

export const maxUnregisteredPerSender = 200;
export const unregisteredForgottenAfterMs = 24 * 3_600_000;
