import { fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { ConfigError } from './config.ts';

const VARIABLE = 'YAGURA_PARENT_PIPE';

export function parentPipeFrom(env: NodeJS.ProcessEnv): number | undefined {
  const value = env[VARIABLE];
  if (value === undefined || value === '') return undefined;
  if (/^\d{1,4}$/.test(value)) return Number(value);
  throw new ConfigError(
    `${VARIABLE} is set to something that is no file descriptor: set it to a small number or unset it.`,
  );
}

/** Calls `closed` once when the process at the other end is gone, however it went; returns how to let go. */
export function watchParentPipe(descriptor: number, closed: () => void): () => void {
  const socket = open(descriptor);
  let watching = true;
  const release = (): void => {
    watching = false;
    socket.destroy();
  };
  const end = (): void => {
    if (!watching) return;
    release();
    closed();
  };
  socket.on('end', end).on('close', end).on('error', end);
  socket.resume();
  // What keeps a service alive is its work; the pipe only ends it.
  socket.unref();
  return release;
}

// A variable inherited without its pipe would name one of Node's own descriptors, and reading that breaks the process.
function open(descriptor: number): Socket {
  try {
    const stat = fstatSync(descriptor);
    if (stat.isFIFO() || stat.isSocket()) return new Socket({ fd: descriptor, readable: true, writable: false });
  } catch {
    // Not open, or of a kind that can not be watched: the same sentence says both.
  }
  throw new ConfigError(
    `${VARIABLE} is ${descriptor}, but no pipe is open there: start the service by its supervisor or unset ${VARIABLE}.`,
  );
}
