import { pairingCodeLength, pairingLastsMs, pairingLetters, type WaitingScreen } from '@yagura/contract';
import { hashOfSecret, makeSecret } from '../people/secrets.ts';

/** So many codes at once, and so many of them for one address: nobody fills up what others need. */
export const mostPairings = 30;
export const mostPairingsHere = 8;

/** Codes on screens that wait to be set up. In this relay's memory alone, each for ten minutes. */
export interface Pairings {
  begin(screen: NewlyWaiting): Begun | 'full';
  /** The code of whoever has this secret, which may show it in another size now; null when it is over, or was used. */
  shown(secret: string, size: Pick<WaitingScreen, 'width' | 'height'>): Pick<Begun, 'code' | 'endsAt'> | null;
  /** null: no screen waits with this code. */
  find(code: string): WaitingScreen | null;
  /** Takes a code out of everybody else's hands; null where there is none to take. */
  take(code: string): Taken | null;
  /** `over`: nothing will become of it any more. */
  outcome(secret: string): 'waiting' | 'over' | { readonly token: string };
}

type NewlyWaiting = Pick<WaitingScreen, 'address' | 'device' | 'width' | 'height'>;

interface Begun {
  readonly code: string;
  readonly endsAt: number;
  /** Of the waiting screen alone. */
  readonly secret: string;
}

interface Taken {
  /** From where the code was asked for. */
  readonly address: string;
  /** What the screen will be let in with. */
  hand(token: string): void;
  giveBack(): void;
}

interface PairingsOptions {
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
  /** A random whole number below this one. */
  readonly random: (below: number) => number;
}

interface Pairing extends Omit<WaitingScreen, 'width' | 'height'> {
  size: Pick<WaitingScreen, 'width' | 'height'>;
  readonly secretHash: string;
  readonly overAt: number;
  state: 'waiting' | 'taken' | { readonly token: string };
}

export function createPairings({ now, elapsed, random }: PairingsOptions): Pairings {
  const known = new Map<string, Pairing>();
  const drop = () => {
    for (const [code, { overAt }] of known) if (overAt <= elapsed()) known.delete(code);
  };
  const bySecret = (secret: string) => {
    drop();
    const hash = hashOfSecret(secret);
    return [...known.values()].find(({ secretHash }) => secretHash === hash);
  };
  const byCode = (code: string) => {
    drop();
    const found = known.get(plainCode(code));
    return found?.state === 'waiting' ? found : null;
  };
  return {
    begin({ address, device, width, height }) {
      drop();
      if (isFull(known, address)) return 'full';
      const code = newCode(random, known);
      const secret = makeSecret('pairing');
      const [secretHash, endsAt, overAt] = [hashOfSecret(secret), now() + pairingLastsMs, elapsed() + pairingLastsMs];
      known.set(code, { address, device, size: { width, height }, code, endsAt, overAt, secretHash, state: 'waiting' });
      return { code, endsAt, secret };
    },
    shown(secret, size) {
      const found = bySecret(secret);
      if (found?.state !== 'waiting') return null;
      found.size = size;
      return { code: found.code, endsAt: found.endsAt };
    },
    find: (code) => waitingPart(byCode(code)),
    take(code) {
      const found = byCode(code);
      if (!found) return null;
      found.state = 'taken';
      const { address } = found;
      return {
        address,
        hand: (token) => void (found.state = { token }),
        giveBack: () => void (found.state = 'waiting'),
      };
    },
    outcome(secret) {
      const found = bySecret(secret);
      if (!found) return 'over';
      return typeof found.state === 'object' ? found.state : 'waiting';
    },
  };
}

function isFull(known: ReadonlyMap<string, Pairing>, address: string): boolean {
  const waiting = [...known.values()].filter(({ state }) => state === 'waiting');
  const here = waiting.filter((each) => each.address === address);
  return waiting.length >= mostPairings || here.length >= mostPairingsHere;
}

function newCode(random: PairingsOptions['random'], known: ReadonlyMap<string, unknown>): string {
  const letter = () => pairingLetters[random(pairingLetters.length)] ?? '';
  for (;;) {
    const code = Array.from({ length: pairingCodeLength }, letter).join('');
    if (!known.has(code)) return code;
  }
}

function waitingPart(found: Pairing | null): WaitingScreen | null {
  if (!found) return null;
  const { code, address, device, size, endsAt } = found;
  return { code, address, device, ...size, endsAt };
}

/** As people type it: in small letters, in two halves. */
function plainCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
