import { hostSchema, opsPortSchema, portSchema } from '@yagura/service';
import { z } from 'zod';

export const configSchema = z.object({
  YAGURA_COLLECTOR_URL: z
    .url({ protocol: /^http$/ })
    .default('http://127.0.0.1:4610')
    .describe('the address of a collector, such as http://127.0.0.1:4610; its UDP port has the same number'),
  YAGURA_SIMULATOR_PORT: portSchema.default(0),
  YAGURA_SIMULATOR_OPS_PORT: opsPortSchema,
  YAGURA_SIMULATOR_TOKEN: z.string().min(8).describe('the token of a sender in the desk file, at least 8 characters'),
  YAGURA_SIMULATOR_DESK: z.string().default('config/demo.yaml').describe('the path of a desk file'),
  YAGURA_SIMULATOR_SEED: z
    .string()
    .regex(/^\d{1,9}$/)
    .default('1')
    .transform(Number)
    .describe('a whole number: another one gives other noise and other small troubles'),
  YAGURA_HOST: hostSchema,
  YAGURA_INSIDE_CONTAINER: z.enum(['0', '1']).default('0').describe('1 inside a container, else 0'),
  YAGURA_PARENT_PIPE: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .optional()
    .describe('a file descriptor'),
});
