import type { Streams } from '../ports.ts';
import { StoreAwayError } from '../store-away-error.ts';
import type { MemoryStore, StoreInside } from './memory-store.ts';

type MethodsOf<Port> = Extract<
  { [Name in keyof Port]: Port[Name] extends (...parameters: never[]) => unknown ? Name : never }[keyof Port],
  string
>;
type Groups = Exclude<keyof Streams, 'ping' | 'close'>;

/** `turns.commit`, `beats.append`, …, and `ping`. */
export type Operation = { [Group in Groups]: `${Group}.${MethodsOf<Streams[Group]>}` }[Groups] | 'ping';

/** Before: it never happened. After: it happened and nobody was told. */
export type FaultMoment = 'before' | 'after';

interface Waiting {
  readonly blockMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What one handle does to the store: each effect takes place at once and whole, or not at all. */
export interface Operator {
  run<Answer>(operation: Operation, effect: (inside: StoreInside) => Answer): Promise<Answer>;
  /** Looks until there is an answer; null when time or the signal ended it. */
  wait<Answer>(
    operation: Operation,
    waiting: Waiting,
    look: (inside: StoreInside) => Answer | null,
  ): Promise<Answer | null>;
  failNext(operation: Operation, moment: FaultMoment): void;
  setAway(away: boolean): void;
  isAway(): boolean;
  close(): void;
}

function waitInside<Answer>(
  inside: StoreInside,
  { blockMs, signal }: Waiting,
  unusable: () => StoreAwayError | null,
  look: (inside: StoreInside) => Answer | null,
): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const endings: (() => void)[] = [];
    const finish = (settle: () => void) => {
      for (const end of endings) end();
      settle();
    };
    const giveUp = () => finish(() => resolve(null));
    const check = () => {
      const error = unusable();
      if (error !== null) return finish(() => reject(error));
      const answer = look(inside);
      if (answer !== null) finish(() => resolve(answer));
    };
    inside.waiting.add(check);
    endings.push(() => inside.waiting.delete(check));
    endings.push(inside.timer(blockMs, giveUp));
    signal?.addEventListener('abort', giveUp);
    endings.push(() => signal?.removeEventListener('abort', giveUp));
    // Something may have come since the caller looked.
    check();
  });
}

export function createOperator(store: MemoryStore): Operator {
  const { inside } = store;
  const faults: string[] = [];
  let away = false;
  let closed = false;

  function unusable(): StoreAwayError | null {
    if (closed) return new StoreAwayError('closed');
    return away || store.away ? new StoreAwayError('away') : null;
  }

  function trip(operation: Operation, moment: FaultMoment): void {
    const index = faults.indexOf(`${operation} ${moment}`);
    if (index < 0) return;
    faults.splice(index, 1);
    throw new StoreAwayError(`${operation} failed ${moment} its effect`);
  }

  async function run<Answer>(operation: Operation, effect: (inside: StoreInside) => Answer): Promise<Answer> {
    const error = unusable();
    if (error !== null) throw error;
    trip(operation, 'before');
    const answer = effect(inside);
    trip(operation, 'after');
    return answer;
  }

  return {
    run,
    async wait(operation, waiting, look) {
      if (waiting.signal?.aborted) return null;
      const answer = await run(operation, look);
      if (answer !== null || waiting.blockMs <= 0) return answer;
      return waitInside(inside, waiting, unusable, look);
    },
    failNext: (operation, moment) => void faults.push(`${operation} ${moment}`),
    setAway(value) {
      away = value;
      inside.wake();
    },
    isAway: () => away,
    close() {
      closed = true;
      inside.wake();
    },
  };
}
