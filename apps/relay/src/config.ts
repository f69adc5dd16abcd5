import { hostSchema, opsPortSchema, portSchema } from '@yagura/service';
import { durationSchema } from '@yagura/contract';
import { z } from 'zod';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

export const configSchema = z
  .object({
    REDIS_URL: z
      .string()
      .min(1)
      .default('redis://127.0.0.1:6379')
      .describe('the address of Redis, such as redis://127.0.0.1:6379'),
    DATABASE_URL: z
      .string()
      .min(1)
      .default('postgresql://postgres@127.0.0.1:5432/postgres')
      .describe('the address of Postgres, such as postgresql://postgres@127.0.0.1:5432/postgres'),
    YAGURA_HOST: hostSchema,
    YAGURA_RELAY_HOST: hostSchema
      .unwrap()
      .optional()
      .describe('the address of the wall where others shall reach it, such as 0.0.0.0; they have to sign in'),
    YAGURA_READING: z
      .enum(['open', 'sign-in'])
      .default('open')
      .describe('sign-in where a proxy on this machine lets others in, else open'),
    YAGURA_SHIFT: durationSchema.default(8 * 3_600_000).describe('the length of a shift, such as 8h'),
    YAGURA_LINK_FILE: z.string().min(1).optional().describe('the file for a one-time sign-in link'),
    YAGURA_SIGN_IN_LINK: z.enum(['0', '1']).default('0').describe('1 for a link also when there are accounts, else 0'),
    YAGURA_INSIDE_CONTAINER: z.enum(['0', '1']).default('0').describe('1 inside a container, else 0'),
    YAGURA_PORT: portSchema.default(4600),
    YAGURA_RELAY_OPS_PORT: opsPortSchema.default(4601),
    YAGURA_WALL_DIR: z.string().min(1).optional().describe('the folder of the built wall, such as apps/wall/dist'),
    YAGURA_SIMULATOR_URL: z
      .url({ protocol: /^http$/ })
      .optional()
      .describe('the address of the simulator on this machine, such as http://127.0.0.1:4620'),
    YAGURA_PARENT_PIPE: z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number)
      .optional()
      .describe('a file descriptor'),
  })
  .refine(({ YAGURA_SIMULATOR_URL: url, ...rest }) => url === undefined || mayAsk(url, rest.YAGURA_INSIDE_CONTAINER), {
    path: ['YAGURA_SIMULATOR_URL'],
    message: 'it is not on this machine',
  });

/** The simulator's door has no lock of its own. */
function mayAsk(url: string, insideContainer: string): boolean {
  return insideContainer === '1' || loopbackNames.has(new URL(url).hostname);
}
