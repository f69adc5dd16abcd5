import { ConfigError } from '@yagura/service';
import { lookup } from 'node:dns/promises';

/** HTTP and UDP, and the canary of each, must mean the same address by a name that has several. */
export async function resolveAddress(host: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch {
    throw new ConfigError(
      `YAGURA_HOST is "${host}", which is no address of this machine: set it to 127.0.0.1 or to one of its addresses.`,
    );
  }
}

const sentences: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another process: stop that process or set YAGURA_COLLECTOR_PORT to a free port',
  EACCES: 'may not be used by this user: set YAGURA_COLLECTOR_PORT to one above 1023',
  EADDRNOTAVAIL: 'does not exist here, for YAGURA_HOST is no address of this machine: set it to 127.0.0.1',
};

/** Turns what a person can mend into a sentence for that person; everything else stays what it is. */
export function listenFailure(error: unknown, name: string, port: number): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  const sentence = sentences[code];
  return sentence === undefined ? error : new ConfigError(`Port ${port} for heartbeats by ${name} ${sentence}.`);
}
