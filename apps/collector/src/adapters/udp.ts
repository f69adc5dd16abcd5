import type { Beat, PortName } from '@yagura/contract';
import { hostSchema, portSchema } from '@yagura/service';
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { createDrainGauge } from '../entries/turns.ts';
import { beatReader } from '../intake/read-beat.ts';
import { readEach, type Told } from '../intake/told.ts';
import { watchKernelDrops } from '../udp/kernel-drops.ts';
import type { Adapter, AdapterContext, RunningAdapter } from './adapter.ts';

const port: PortName = 'udp';
/** A burst of some ten thousand beats fits in while the loop does something else; the system may grant less. */
const receiveBufferBytes = 4 * 1024 * 1024;
const logEveryMs = 60_000;

const configSchema = z.object({ YAGURA_HOST: hostSchema, YAGURA_COLLECTOR_PORT: portSchema.default(4610) });
type Config = z.infer<typeof configSchema>;

export type Datagram =
  | { readonly kind: 'beat'; readonly token: string; readonly told: Told<Beat> }
  | { readonly kind: 'canary'; readonly token: string }
  | { readonly kind: 'bad'; readonly cause: 'not-json' | 'no-token' };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Anybody may send anything; undefined is no JSON value.
    return undefined;
  }
}

/** `{token, …beat}` or `{token, beat:{…}}`; `{canary}` is what the collector sends to itself. */
export function beatFromDatagram(bytes: Buffer): Datagram {
  const value = parse(bytes.toString());
  if (value === undefined) return { kind: 'bad', cause: 'not-json' };
  if (typeof value !== 'object' || value === null) return { kind: 'bad', cause: 'no-token' };
  const { token, canary, ...rest } = value as Record<string, unknown>;
  if (typeof canary === 'string' && token === undefined) return { kind: 'canary', token: canary };
  if (typeof token !== 'string') return { kind: 'bad', cause: 'no-token' };
  const isWrapped = rest['beat'] !== undefined && Object.keys(rest).length === 1;
  return { kind: 'beat', token, told: readEach([isWrapped ? rest['beat'] : rest], beatReader) };
}

/** Whoever sends wrong datagrams sends many: the first is logged, the others are counted and told of once a minute. */
function createComplaints({ metrics, log }: AdapterContext<Config>) {
  let since = -Infinity;
  let unsaid = 0;
  return (cause: string, detail?: string) => {
    metrics.refused(port, cause);
    unsaid += 1;
    const now = performance.now();
    if (now - since < logEveryMs) return;
    log.warn('datagrams were refused', { cause, detail, count: unsaid });
    since = now;
    unsaid = 0;
  };
}

function createListener(context: AdapterContext<Config>): (bytes: Buffer) => void {
  const { ears, metrics } = context;
  const complain = createComplaints(context);
  return (bytes) => {
    const datagram = beatFromDatagram(bytes);
    if (datagram.kind === 'bad') return complain(datagram.cause);
    if (datagram.kind === 'canary')
      return ears.hearCanary(port, datagram.token) ? undefined : complain('unknown-token');
    const refusal = ears.refusal();
    if (refusal !== null) return complain(refusal.status === 429 ? 'busy' : 'no-desk', refusal.error);
    const sender = ears.senderOf(datagram.token);
    if (sender === null) return complain('unknown-token');
    const [invalid] = datagram.told.rejected;
    if (invalid !== undefined) {
      metrics.rejected(port, 'invalid', 1);
      return complain('invalid-beat', invalid.error);
    }
    const [refused] = ears.hearBeats(port, sender, datagram.told).rejected;
    if (refused !== undefined) complain('refused-beat', refused.error);
  };
}

function bind(socket: Socket, number: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(number, address, () => {
      socket.off('error', reject);
      resolve(socket.address().port);
    });
  });
}

function enlarge(socket: Socket, log: AdapterContext<Config>['log']): void {
  try {
    socket.setRecvBufferSize(receiveBufferBytes);
  } catch (error) {
    // Some systems refuse what others cut to their own bound; the drops are counted either way.
    log.warn('the receive buffer could not be enlarged', { error });
  }
}

async function start(context: AdapterContext<Config>): Promise<RunningAdapter> {
  const socket = createSocket(isIPv6(context.address) ? 'udp6' : 'udp4');
  const gauge = createDrainGauge();
  const listen = createListener(context);
  socket.on('message', (bytes) => {
    gauge.heard();
    listen(bytes);
  });
  const bound = await bind(socket, context.config.YAGURA_COLLECTOR_PORT, context.address);
  socket.on('error', (error) => context.log.error('the UDP socket failed', { error }));
  enlarge(socket, context.log);
  const drops = watchKernelDrops(bound, context.metrics.kernelDrops);
  return {
    port: bound,
    drained: () => gauge.drained(),
    async stop() {
      drops.stop();
      await new Promise<void>((resolve) => socket.close(resolve));
    },
  };
}

export const udp = { name: port, configSchema, start } satisfies Adapter<Config>;
