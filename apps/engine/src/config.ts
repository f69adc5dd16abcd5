import { hostSchema, opsPortSchema } from '@yagura/service';
import { z } from 'zod';

export const configSchema = z.object({
  REDIS_URL: z.string().min(1).default('redis://127.0.0.1:6379'),
  DATABASE_URL: z.string().min(1).default('postgresql://postgres@127.0.0.1:5432/postgres'),
  YAGURA_HOST: hostSchema,
  YAGURA_INSIDE_CONTAINER: z.enum(['0', '1']).default('0'),
  YAGURA_ENGINE_OPS_PORT: opsPortSchema.default(4602),
  YAGURA_CONFIG: z.string().min(1),
  YAGURA_PARENT_PIPE: z.coerce.number().int().min(3).optional(),
  /** Read by nobody but the demo desk, which names it as a token; listed so that every variable stands in one place. */
  YAGURA_DEMO_TOKEN: z.string().optional(),
});
export type Config = z.infer<typeof configSchema>;
