import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { HIDDEN, isSecretName, scrub } from './scrub.ts';

/** Its message is one sentence for whoever starts the service: the variable, what is wrong, the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const PORT_MEANING = 'a whole number from 0 to 65535, where 0 takes any free port';
const HOST_NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?$/;

/** Strict, because plain coercion takes "", "0x50" and "1e3" for ports. */
export const portSchema = z
  .preprocess(
    (value) => (typeof value === 'string' && /^\d{1,5}$/.test(value.trim()) ? Number(value) : value),
    z.number({ error: 'it is not a number' }).int().min(0).max(65_535),
  )
  .describe(PORT_MEANING);

export const opsPortSchema = portSchema.default(0).describe(PORT_MEANING);

export const hostSchema = z
  .string()
  .trim()
  .refine((host) => isIP(host) !== 0 || HOST_NAME.test(host), 'it is not a host name or address')
  .default('127.0.0.1')
  .describe('the address to listen on, without scheme or port, such as 127.0.0.1');

/** Describe each variable in the schema (`.describe('a … such as …')`): the description is the remedy in the message. */
export function readConfig<T extends z.ZodType>(schema: T, env: NodeJS.ProcessEnv): z.infer<T> {
  // Compose files and shells pass an unset variable on as an empty one.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  throw new ConfigError(sentence(schema, result.error.issues, set));
}

function sentence(schema: z.ZodType, issues: readonly z.core.$ZodIssue[], env: NodeJS.ProcessEnv): string {
  const names = [...new Set(issues.map((issue) => issue.path[0]).filter((name) => name !== undefined))].map(String);
  const first = issues[0];
  const name = first?.path[0];
  const reason = lowerFirst((first?.message ?? 'it does not fit').replace(/[.\s]+$/, ''));
  if (name === undefined) return `The configuration is wrong: ${reason}.`;
  const meaning = describe(schema, String(name));
  const others = names.slice(1).join(', ');
  const also = others === '' ? '' : `, and look at ${others} too`;
  const value = env[String(name)];
  if (value === undefined) return `${String(name)} is not set: set it to ${meaning ?? 'a value'}${also}.`;
  const remedy = meaning === undefined ? 'correct it' : `set it to ${meaning}`;
  return `${String(name)} is ${shown(String(name), value)}, which can not be used (${reason}): ${remedy}${also}.`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

// An address that does not parse has its password in a place where nothing recognises it.
function shown(name: string, value: string): string {
  return isSecretName(name) || value.includes('@') ? HIDDEN : `"${scrub(value, 100)}"`;
}

function describe(schema: z.ZodType, name: string): string | undefined {
  let outer: unknown = schema;
  while (outer instanceof z.ZodPipe) outer = outer.in;
  let field: unknown = outer instanceof z.ZodObject ? outer.shape[name] : undefined;
  while (field instanceof z.ZodType) {
    if (field.description !== undefined) return field.description;
    field = inner(field);
  }
  return undefined;
}

function inner(field: z.ZodType): unknown {
  if (field instanceof z.ZodPipe) return field.out;
  const wrapped = field instanceof z.ZodDefault || field instanceof z.ZodOptional || field instanceof z.ZodPrefault;
  return wrapped ? field.unwrap() : undefined;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  const family = isIP(host);
  return family === 0 ? host.toLowerCase() === 'localhost' : LOOPBACK.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

/** The sentence with which a service refuses to listen where other machines reach it, or null when it may. */
export function refuseOpenAddress(host: string, insideContainer: boolean): string | null {
  if (isLoopback(host) || insideContainer) return null;
  return `YAGURA_HOST is "${scrub(host, 100)}", which other machines can reach: set it to 127.0.0.1 and put a proxy in front, or, in a container whose network decides who may connect, set YAGURA_INSIDE_CONTAINER to 1.`;
}
