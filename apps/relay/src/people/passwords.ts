import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Written beside each hash, so that they may be raised without anybody losing their password. */
export interface Cost {
  readonly log2: number;
  readonly blocks: number;
  readonly lanes: number;
}

/** 32 MB and some 80 ms of one core: much for whoever guesses, little for whoever knows. */
export const usualCost: Cost = { log2: 15, blocks: 8, lanes: 1 };
const atOnce = 2;
const mostWaiting = 30;

export class TooBusyError extends Error {
  override readonly name = 'TooBusyError';
}

/** Hashes of passwords and PINs. A few at once and a few waiting: more would be somebody else's attack. */
export interface Passwords {
  hash(text: string): Promise<string>;
  /** Takes as long when there is nothing to compare with. */
  matches(text: string, stored: string | null): Promise<boolean>;
}

export function createPasswords(cost: Cost = usualCost): Passwords {
  const inTurn = createTurns();
  const nobody = encode(cost, Buffer.alloc(16), Buffer.alloc(32));
  return {
    hash: (text) =>
      inTurn(async () => {
        const salt = randomBytes(16);
        return encode(cost, salt, await derive(text, salt, cost));
      }),
    async matches(text, stored) {
      const { cost: used, salt, hash } = decode(stored ?? nobody);
      const found = await inTurn(() => derive(text, salt, used));
      return timingSafeEqual(found, hash) && stored !== null;
    },
  };
}

function derive(text: string, salt: Buffer, { log2, blocks, lanes }: Cost): Promise<Buffer> {
  const options = { N: 2 ** log2, r: blocks, p: lanes, maxmem: 256 * 2 ** log2 * blocks };
  return new Promise((resolve, reject) => {
    // One text may be typed in several ways that look the same.
    scrypt(text.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function encode({ log2, blocks, lanes }: Cost, salt: Buffer, hash: Buffer): string {
  return ['scrypt', log2, blocks, lanes, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

function decode(stored: string): { cost: Cost; salt: Buffer; hash: Buffer } {
  const [name, log2, blocks, lanes, salt = '', hash = ''] = stored.split('$');
  if (name !== 'scrypt') throw new Error('a stored password is in a form that this Yagura does not know');
  const cost = { log2: Number(log2), blocks: Number(blocks), lanes: Number(lanes) };
  return { cost, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') };
}

function createTurns() {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw new TooBusyError('too many passwords are being checked');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
