import type { Redis } from 'ioredis';
import { answerWithinMs, type Connection } from './connection.ts';
import { StoreAwayError } from './store-away-error.ts';

/** More waiting readers than this on one handle is a leak, not a need. */
const mostReaders = 16;

/** A blocked read occupies its connection, so each has one of its own; connections that waited in vain are kept. */
export interface ReaderPool {
  /** Null when the signal ended it. */
  use<Answer>(signal: AbortSignal | undefined, work: (reader: Reader) => Promise<Answer>): Promise<Answer | null>;
  close(): Promise<void>;
}

export interface Reader {
  /** `waitMs` is how long the server itself may take; it has to answer soon after. */
  run<Answer>(waitMs: number, command: (redis: Redis) => Promise<Answer>): Promise<Answer>;
}

interface Readers {
  take(): Connection;
  readerOf(connection: Connection): Reader | undefined;
  giveBack(connection: Connection): void;
  discard(connection: Connection): void;
  close(): Promise<void>;
}

function createReaders(open: () => Connection): Readers {
  const readers = new Map<Connection, Reader>();
  const idle: Connection[] = [];
  let closed = false;

  function discard(connection: Connection): void {
    readers.delete(connection);
    void connection.close();
  }

  function openReader(): Connection {
    if (readers.size >= mostReaders) throw new Error(`more than ${mostReaders} reads wait on one handle`);
    const connection = open();
    readers.set(connection, { run: (waitMs, command) => connection.run(waitMs + answerWithinMs, command) });
    return connection;
  }

  return {
    take() {
      if (closed) throw new StoreAwayError('closed');
      for (let connection = idle.pop(); connection; connection = idle.pop()) {
        if (connection.usable()) return connection;
        discard(connection);
      }
      return openReader();
    },
    readerOf: (connection) => readers.get(connection),
    giveBack(connection) {
      if (readers.has(connection)) idle.push(connection);
    },
    discard,
    async close() {
      closed = true;
      await Promise.all([...readers.keys()].map((connection) => connection.close()));
    },
  };
}

export function createReaderPool(open: () => Connection): ReaderPool {
  const readers = createReaders(open);
  return {
    async use(signal, work) {
      if (signal?.aborted) return null;
      const connection = readers.take();
      const breakOff = () => readers.discard(connection);
      signal?.addEventListener('abort', breakOff, { once: true });
      try {
        const reader = readers.readerOf(connection);
        const answer = reader === undefined ? null : await work(reader);
        readers.giveBack(connection);
        return answer;
      } catch (error) {
        readers.discard(connection);
        if (signal?.aborted) return null;
        throw error;
      } finally {
        signal?.removeEventListener('abort', breakOff);
      }
    },
    close: () => readers.close(),
  };
}
