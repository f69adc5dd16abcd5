import type { Redis } from 'ioredis';

/** One step that is all or nothing inside the store. */
export interface Script {
  readonly name: string;
  readonly keys: number;
  readonly lua: string;
}

export function defineScripts(scripts: readonly Script[]): Record<string, { lua: string; numberOfKeys: number }> {
  return Object.fromEntries(scripts.map(({ name, lua, keys }) => [name, { lua, numberOfKeys: keys }]));
}

type Run = (...parameters: readonly (string | number)[]) => Promise<unknown>;

/** The client grows its script methods at run time, where the compiler cannot see them: hence the cast. */
export function runScript(
  redis: Redis,
  script: Script,
  keys: readonly string[],
  parameters: readonly (string | number)[],
): Promise<unknown> {
  const run = (redis as unknown as Record<string, Run | undefined>)[script.name];
  if (run === undefined) throw new Error(`script ${script.name} was not defined on this connection`);
  return run.call(redis, ...keys, ...parameters);
}
