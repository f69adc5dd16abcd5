import { Failure } from './failure.mjs';
import { freePortRange, probeTcp, probeUdp } from './ports.mjs';

/** The wall, then the operations of relay, engine, standby and courier. */
export const wallPorts = 5;

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {{ port: number, collectorPort: number, simulatorPort: number | undefined }} Ports */

/**
 * Settles every port before anything listens: 0 becomes a free one, and a named one that is taken is said by name and remedy.
 * @param {Options} options
 * @returns {Promise<Ports>}
 */
export async function settlePorts(options) {
  const named = [...portsFrom(options.port, wallPorts), ...portsFrom(options.collectorPort, 2)];
  const port = options.port === 0 ? await freePortRange(wallPorts, named) : options.port;
  const ports = [...portsFrom(port, wallPorts), ...named];
  const collectorPort = options.collectorPort === 0 ? await freePortRange(2, ports) : options.collectorPort;
  if (portsFrom(collectorPort, 2).some((other) => portsFrom(port, wallPorts).includes(other))) {
    throw new Failure(
      `--port ${port} and --collector-port ${collectorPort} overlap, for they take five and two ports in a row; move one of them.`,
    );
  }
  if (options.port !== 0) {
    const used = portsFrom(port, wallPorts).filter((each) => each !== port + 3 || options.engines > 1);
    await expectFree(used, '--port', options.host);
  }
  if (options.collectorPort !== 0) {
    await expectFree(portsFrom(collectorPort, 2), '--collector-port', options.host);
    const udp = await probeUdp(collectorPort, options.host);
    if (udp.kind !== 'free') throw inUse(collectorPort, 'UDP', udp.kind, '--collector-port');
  }
  return {
    port,
    collectorPort,
    simulatorPort: options.simulator ? await freePortRange(2, [...ports, ...portsFrom(collectorPort, 2)]) : undefined,
  };
}

/** @param {number} first @param {number} count */
const portsFrom = (first, count) => Array.from({ length: count }, (_, index) => first + index);

/** @param {number[]} ports @param {string} option @param {string} host */
async function expectFree(ports, option, host) {
  for (const port of ports) {
    const state = await probeTcp(port, host);
    if (state.kind !== 'free') throw inUse(port, 'TCP', state.kind, option);
  }
}

/** @param {number} port @param {string} protocol @param {'taken' | 'forbidden'} kind @param {string} option */
function inUse(port, protocol, kind, option) {
  const trouble = kind === 'taken' ? 'is in use by another program' : 'may not be opened by this user';
  return new Failure(`${protocol} port ${port} ${trouble}; end that, or choose another with ${option} N.`);
}
