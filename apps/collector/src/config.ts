import { hostSchema, opsPortSchema } from '@yagura/service';
import { idSchema } from '@yagura/contract';
import { z } from 'zod';
import { httpPush } from './adapters/http-push.ts';
import { udp } from './adapters/udp.ts';

const leastSpool = 1024 * 1024;

export const configSchema = z.object({
  ...httpPush.configSchema.shape,
  ...udp.configSchema.shape,
  REDIS_URL: z
    .string()
    .min(1)
    .default('redis://127.0.0.1:6379')
    .describe('the address of Redis, such as redis://127.0.0.1:6379'),
  YAGURA_HOST: hostSchema,
  YAGURA_INSIDE_CONTAINER: z.enum(['0', '1']).default('0').describe('1 inside a container, else 0'),
  YAGURA_COLLECTOR_OPS_PORT: opsPortSchema.default(4611),
  YAGURA_COLLECTOR_ID: idSchema.default('col-1').describe("the id of one of the desk file's collectors, such as col-1"),
  YAGURA_SPOOL_DIR: z
    .string()
    .min(1)
    .default('.yagura/spool')
    .describe('a folder that keeps what Redis could not take, such as .yagura/spool'),
  YAGURA_SPOOL_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(leastSpool)
    .default(256 * 1024 * 1024)
    .describe(`a number of bytes of at least ${leastSpool}, such as 268435456`),
  YAGURA_PARENT_PIPE: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .optional()
    .describe('a file descriptor'),
});
export type Config = z.infer<typeof configSchema>;
