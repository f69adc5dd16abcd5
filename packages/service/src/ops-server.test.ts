import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError } from './config.ts';
import { createLog } from './log.ts';
import { startOpsServer } from './ops-server.ts';
import { OPS_WORKER_SOURCE } from './ops-worker-source.ts';
import { startService } from './service.ts';
import type { Service } from './service.ts';

const quiet = createLog('relay', () => undefined);

async function embedded(): Promise<Service> {
  const service = await startService({
    name: 'relay',
    host: '127.0.0.1',
    opsPort: 0,
    log: quiet,
    handleSignals: false,
  });
  onTestFinished(() => service.stop('test ended'));
  return service;
}

async function ask(port: number, path: string, init?: RequestInit): Promise<{ status: number; body: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  return { status: response.status, body: await response.text() };
}

test('SE-7 health, readiness and metrics are told by three paths', async () => {
  const service = await embedded();
  const { opsPort } = service;
  expect(opsPort).toBeGreaterThan(0);
  expect(await ask(opsPort, '/healthz')).toEqual({ status: 200, body: '{"healthy":true}\n' });
  expect(await ask(opsPort, '/readyz')).toEqual({ status: 503, body: '{"ready":false,"why":"starting"}\n' });
  service.setReady({ ready: true, why: '' });
  expect(await ask(opsPort, '/readyz?verbose')).toEqual({ status: 200, body: '{"ready":true}\n' });
  service.metrics.counter('beats_total', 'Beats.').add(3);
  const scraped = await Promise.all([ask(opsPort, '/metrics'), ask(opsPort, '/metrics')]);
  for (const { status, body } of scraped) {
    expect(status).toBe(200);
    expect(body).toContain('\nyagura_beats_total{service="relay"} 3\n');
    expect(body).toContain('\nyagura_ready{service="relay"} 1\n');
    expect(body).toMatch(/\nyagura_event_loop_stuck_seconds\{service="relay"\} 0\n$/);
  }
});

test('SE-7 anything else is refused', async () => {
  const { opsPort } = await embedded();
  expect((await ask(opsPort, '/__proto__')).status).toBe(404);
  expect((await ask(opsPort, '/healthz', { method: 'POST', body: 'x' })).status).toBe(405);
  expect(await ask(opsPort, '/healthz', { method: 'HEAD' })).toEqual({ status: 200, body: '' });
});

test('SE-7 a stop makes it unready at once, for good, and closes the port', async () => {
  const service = await embedded();
  service.setReady({ ready: true, why: '' });
  const seen: string[] = [];
  service.stopped.addEventListener('abort', () => void service.stop('again').then(() => seen.push('same stop')));
  service.onStop('looks', async () => {
    seen.push((await ask(service.opsPort, '/readyz')).body);
  });
  const stop = service.stop('drill');
  expect(service.readiness()).toEqual({ ready: false, why: 'stopping: drill' });
  service.setReady({ ready: true, why: 'late start' });
  await stop;
  await service.stop('twice');
  expect(seen).toEqual(['{"ready":false,"why":"stopping: drill"}\n', 'same stop']);
  expect(service.readiness().ready).toBe(false);
  await expect(fetch(`http://127.0.0.1:${service.opsPort}/healthz`)).rejects.toThrow('fetch failed');
});

test('SE-7 a port in use is one sentence', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const start = startService({ name: 'relay', host: '127.0.0.1', opsPort: port, log: quiet, handleSignals: false });
  await expect(start).rejects.toThrow(ConfigError);
  await expect(start).rejects.toThrow(
    `YAGURA_OPS_PORT can not be used because port ${port} of 127.0.0.1 is taken by another process: stop that process or set YAGURA_OPS_PORT to a free port (0 takes any).`,
  );
});

test('SE-7 a thread that crashes is logged and comes back on the same port, with the same readiness', async () => {
  const lines: string[] = [];
  const ops = await startOpsServer({
    service: 'relay',
    host: '127.0.0.1',
    port: 0,
    log: createLog('relay', (line) => lines.push(line)),
    readiness: { ready: false, why: 'starting' },
    text: () => '',
    source: `${OPS_WORKER_SOURCE}\nANSWERS['/crash'] = () => { throw new Error('drill'); };`,
  });
  onTestFinished(() => ops.stop());
  ops.setReady({ ready: true, why: '' });
  await expect(ask(ops.port, '/crash')).rejects.toThrow('fetch failed');
  await expect
    .poll(() => ask(ops.port, '/readyz').catch(() => undefined), { timeout: 4_000, interval: 20 })
    .toEqual({ status: 200, body: '{"ready":true}\n' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    event: 'ops server crashed',
    error: { message: 'drill' },
  });
});

test('SE-7 metrics that fail do not take the server along', async () => {
  const service = await embedded();
  service.metrics.text = () => {
    throw new Error('drill');
  };
  expect((await ask(service.opsPort, '/metrics')).body).toContain('yagura_event_loop_stuck_seconds');
  expect((await ask(service.opsPort, '/healthz')).status).toBe(200);
});
