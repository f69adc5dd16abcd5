import type { IncomingMessage } from 'node:http';

/** One for all requests: what is being received may not grow without bound, however many senders there are. */
export interface BodyBudget {
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createBodyBudget(mostBytes: number): BodyBudget {
  let left = mostBytes;
  return {
    take(bytes) {
      if (bytes > left) return false;
      left -= bytes;
      return true;
    },
    give(bytes) {
      left += bytes;
    },
  };
}

export type Body = Buffer | 'too-large' | 'no-room' | 'gone';

/** Calls back in the very turn in which the last byte arrived: a promise's turn would be after the watermark's. */
export function readBody(
  request: IncomingMessage,
  mostBytes: number,
  budget: BodyBudget,
  done: (body: Body) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let finished = false;

  function finish(body: Body): void {
    if (finished) return;
    finished = true;
    budget.give(size);
    done(body);
  }

  request.on('data', (chunk: Buffer) => {
    if (finished) return;
    if (size + chunk.length > mostBytes) return finish('too-large');
    if (!budget.take(chunk.length)) return finish('no-room');
    size += chunk.length;
    chunks.push(chunk);
  });
  request.on('end', () => finish(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)));
  request.on('error', () => finish('gone'));
  request.on('close', () => finish('gone'));
}
