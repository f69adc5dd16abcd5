import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { readOptions } from './lib/options.mjs';
import { freePortRange, portsOf } from './lib/ports.mjs';
import { settlePorts } from './lib/settle-ports.mjs';

const options = (...words: string[]) => readOptions(words, {});

test('SV-7 0 becomes neighbouring free ports that do not meet', async () => {
  const ports = await settlePorts(options('--port', '0', '--collector-port', '0'));
  expect(ports.port).toBeGreaterThan(1023);
  const all = [ports.port, ports.collectorPort, ports.simulatorPort ?? 0].toSorted((left, right) => left - right);
  // Below the range from which a system serves its outgoing connections.
  expect(all.at(-1)).toBeLessThan(32_768);
  expect(new Set(all).size).toBe(3);
});

test('SV-7 names a taken port and the option that changes it, by TCP', async () => {
  const port = await freePortRange(5);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await expect(settlePorts(options('--port', String(port), '--collector-port', '0'))).rejects.toThrow(
    `TCP port ${port} is in use by another program; end that, or choose another with --port N.`,
  );
  await new Promise((resolve) => server.close(resolve));
});

test('SV-7 names a taken port by UDP too', async () => {
  const port = await freePortRange(2);
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  await expect(settlePorts(options('--port', '0', '--collector-port', String(port)))).rejects.toThrow(
    `UDP port ${port} is in use by another program; end that, or choose another with --collector-port N.`,
  );
  await new Promise<void>((resolve) => socket.close(resolve));
});

test('SV-7 refuses two options whose ports meet', async () => {
  await expect(settlePorts(options('--port', '4600', '--collector-port', '4603'))).rejects.toThrow(/overlap/);
});

test('SV-7 looks for free ports where it is told to', () => {
  expect(portsOf({})).toEqual([15_000, 32_000]);
  expect(portsOf({ YAGURA_PORTS: '20000-21000' })).toEqual([20_000, 21_000]);
  for (const wrong of ['20000', '21000-20000', '20000-20050', '80-9000'])
    expect(() => portsOf({ YAGURA_PORTS: wrong })).toThrow(/two ports at least 100 apart/);
});
