import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { repository } from './lib/paths.mjs';

interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}
interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, { internal?: boolean }>>;
}
/** What of a zod object is used here; zod itself is no dependency of the scripts. */
interface ConfigSchema {
  readonly shape: Readonly<Record<string, unknown>>;
  safeParse(value: unknown): { success: boolean; error?: { message: string } };
}

const read = (name: string) => readFileSync(join(repository, name), 'utf8');
const source = read('docker-compose.yml');
const compose = parse(source, { merge: true }) as Compose;
const dockerfile = read('Dockerfile');

const given: Record<string, string> = { POSTGRES_PASSWORD: 'abc123', YAGURA_DEMO_TOKEN: 'a-demo-token' };
const interpolate = (text: string) =>
  text.replaceAll(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (whole, name: string, otherwise?: string) =>
    whole.includes(':?') ? (given[name] ?? '') : (given[name] ?? otherwise ?? ''),
  );

const appOf = (service: ComposeService) => /^apps\/(\w+)\/dist\/main\.js$/.exec(service.command?.[1] ?? '')?.[1];
const ours = Object.entries(compose.services).flatMap(([name, service]) => {
  const app = appOf(service);
  return app === undefined ? [] : [{ name, app, service }];
});

function environmentOf(service: ComposeService): Record<string, string> {
  const entries = Object.entries(service.environment ?? {}).map(([name, value]) => [name, interpolate(String(value))]);
  // An empty variable is none, to compose as to the services.
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

async function schemaOf(app: string): Promise<ConfigSchema> {
  const module = (await import(/* @vite-ignore */ join(repository, 'apps', app, 'src', 'config.ts'))) as {
    configSchema: ConfigSchema;
  };
  return module.configSchema;
}

test('SV-11 every server of the repository runs in the deployment, and the engine twice', () => {
  expect(ours.map(({ name }) => name).toSorted()).toEqual([
    'collector',
    'courier',
    'engine',
    'engine-standby',
    'relay',
    'simulator',
  ]);
});

describe.each(ours)('SV-11 $name', ({ app, service }) => {
  test('gets variables that it knows, and all that it must have', async () => {
    const schema = await schemaOf(app);
    const environment = environmentOf(service);
    const unknown = Object.keys(service.environment ?? {}).filter((name) => !(name in schema.shape));
    expect(unknown).toEqual([]);
    const parsed = schema.safeParse(environment);
    expect(parsed.error?.message).toBeUndefined();
    expect(parsed.success).toBe(true);
  });

  test('listens inside the container only behind ports published on the loopback', () => {
    expect(environmentOf(service)).toMatchObject({ YAGURA_INSIDE_CONTAINER: '1', YAGURA_HOST: '0.0.0.0' });
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('publishes the ports that it listens on', () => {
    const listening = Object.entries(environmentOf(service)).filter(([name]) => /^YAGURA_\w*PORT$/.test(name));
    const numbers = listening.map(([, value]) => value);
    for (const port of service.ports ?? []) expect(numbers).toContain(port.split('/')[0]?.split(':').at(-1));
  });

  test('waits for stores that say they are healthy', () => {
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(condition).toBe('service_healthy');
      const awaited = compose.services[name];
      expect(awaited?.healthcheck !== undefined || awaited?.image === 'yagura').toBe(true);
    }
    expect(Object.keys(service.depends_on ?? {})).not.toEqual([]);
  });

  test('runs a file that the image holds', () => {
    expect(dockerfile).toContain(`COPY --from=build /yagura/apps/${app}/dist apps/${app}/dist`);
  });
});

test('SV-11 the stores keep their data, publish nothing and are reached from inside only', () => {
  for (const name of ['redis', 'postgres']) {
    const service = compose.services[name];
    expect(service?.ports).toBeUndefined();
    expect(service?.networks).toEqual(['inside']);
    expect(Object.keys(compose.volumes)).toContain(service?.volumes?.[0]?.split(':')[0]);
  }
  expect(compose.networks['inside']?.internal).toBe(true);
  expect(compose.services['redis']?.command?.join(' ')).toContain('--appendonly yes');
});

test('SV-11 no password has a default', () => {
  expect([...source.matchAll(/\$\{POSTGRES_PASSWORD(?!:\?)/g)]).toEqual([]);
  expect(source).not.toMatch(/PASSWORD: [^$\s]/);
});

test('SV-11 the simulator runs in the demo alone', () => {
  expect(compose.services['simulator']?.profiles).toEqual(['demo']);
  expect(ours.filter(({ service }) => service.profiles !== undefined).map(({ name }) => name)).toEqual(['simulator']);
});

test('SV-11 the image runs as an ordinary user, asks after its health and copies what exists', () => {
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(/^USER (\w+)$/m.exec(last)?.[1]).toBe('node');
  expect(last).toMatch(/^HEALTHCHECK .*healthcheck\.mjs"\]$/m);
  const copied = [...last.matchAll(/^COPY --from=build \/yagura\/(\S+) /gm)].map((match) => match[1] ?? '');
  const present = copied.filter((path) => existsSync(join(repository, path.replace(/\/dist$/, '/src'))));
  expect(copied.filter((path) => !present.includes(path))).toEqual([]);
});
