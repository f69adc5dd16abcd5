import { z } from 'zod';
import { idSchema } from './ids.ts';
import { healthSchema } from './status.ts';
import { lineSchema } from './written.ts';

export const maxFacts = 20;
/** Only what every browser opens safely, and nothing in it that signs somebody in. */
const linkSchema = z
  .string()
  .max(500)
  .regex(/^https:\/\/[^\s/?#@]+([/?#]\S*)?$/i, 'must be an https address without a name and password in it');

/** What a person put beside an incident: a component as it was explained at that instant, or a page elsewhere. */
export const factSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('state'),
    component: idSchema,
    health: healthSchema,
    sentence: z.string().max(1500),
    figures: z.array(z.string().max(300)).max(10),
  }),
  z.object({ kind: z.literal('link'), url: linkSchema, title: lineSchema }),
]);
export type Fact = z.infer<typeof factSchema>;

/** What somebody asks to have attached; what a component says, the relay fills in. */
export const attachAskSchema = z.union([
  z.object({ component: idSchema }),
  z.object({ url: linkSchema, title: lineSchema }),
]);
export type AttachAsk = z.infer<typeof attachAskSchema>;
