import { hostSchema, opsPortSchema } from '@yagura/service';
import { z } from 'zod';
import { parseNetworks } from './send/networks.ts';

export const configSchema = z.object({
  DATABASE_URL: z
    .string()
    .min(1)
    .default('postgresql://postgres@127.0.0.1:5432/postgres')
    .describe('the address of Postgres, such as postgresql://postgres@127.0.0.1:5432/postgres'),
  YAGURA_HOST: hostSchema,
  /** Where the wall is reached: as long as that is this machine, receivers on this machine may be told. */
  YAGURA_RELAY_HOST: hostSchema.unwrap().optional().describe('the address of the wall, as the relay has it'),
  YAGURA_INSIDE_CONTAINER: z.enum(['0', '1']).default('0').describe('1 inside a container, else 0'),
  YAGURA_COURIER_OPS_PORT: opsPortSchema.default(4604),
  YAGURA_WEBHOOK_NETWORKS: z
    .string()
    .default('')
    .transform((text, context) => {
      const networks = parseNetworks(text);
      if (networks !== null) return networks;
      context.addIssue({ code: 'custom', message: 'it is not a list of networks' });
      return z.NEVER;
    })
    .describe('own networks to which webhooks may go, such as 10.20.0.0/16,192.168.7.9,fd00:7::/64'),
  YAGURA_PARENT_PIPE: z.coerce.number().int().min(3).optional(),
});
