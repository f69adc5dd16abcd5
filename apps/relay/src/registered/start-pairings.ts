import { randomInt } from 'node:crypto';
import { createLockOut } from '../people/lock-out.ts';
import type { PairingRoutesOptions } from './pairing-routes.ts';
import { createPairings } from './pairings.ts';

const longestMs = 60_000;
/** A screen that nobody sets up asks for another code every ten minutes, and several may stand behind one address. */
const freeCodes = 10;
const mostAddresses = 10_000;

export function startPairings(now: () => number, elapsed: () => number): PairingRoutesOptions {
  return {
    pairings: createPairings({ now, elapsed, random: (below) => randomInt(below) }),
    askedCodes: createLockOut({ now: elapsed, free: freeCodes, longestMs, most: mostAddresses }),
  };
}
