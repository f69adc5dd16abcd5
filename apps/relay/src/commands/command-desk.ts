import type { CommandAnswer, Intention, Outcome, Turn } from '@yagura/contract';
import { asStored, type History } from '@yagura/history';
import { StoreAwayError, type EvidenceLog } from '@yagura/streams';

/** Longer nobody waits for an answer: it is written down, and will be done. */
const patienceMs = 2000;
const mostWaiting = 1000;

export interface CommandDeskOptions {
  readonly history: Pick<History, 'putCommand' | 'command'>;
  readonly evidence: Pick<EvidenceLog, 'appendInput'>;
  readonly deskNow: () => number;
}

export type Told = CommandAnswer | { readonly result: 'reused' } | { readonly result: 'busy' };

export interface CommandDesk {
  /** Written down first; rejects while Postgres is away, and then nothing happened. */
  tell(command: Intention): Promise<Told>;
  /** What became of what this person wanted under this key, if it was that. */
  done(id: string, is: (command: Intention) => boolean): Promise<CommandAnswer | null>;
  /** What the engine did, as the board's follower hears of it. */
  heard(turn: Pick<Turn, 'outcomes'>): void;
}

/** Takes what people want to the engine and waits for what became of it. The same command may be told again at any time. */
export function createCommandDesk({ history, evidence, deskNow }: CommandDeskOptions): CommandDesk {
  const waiting = createWaiting();
  let asking = 0;

  /** So many at once, however many of them send the same. */
  async function tell(command: Intention): Promise<Told> {
    if (asking >= mostWaiting) return { result: 'busy' };
    asking += 1;
    try {
      return await take(asStored(command)); // else it would not be what is found under its key
    } finally {
      asking -= 1;
    }
  }

  async function take(command: Intention): Promise<Told> {
    await history.putCommand(command, deskNow());
    const stored = await history.command(command.id);
    if (stored !== null && JSON.stringify(stored.command) !== JSON.stringify(command)) return { result: 'reused' };
    if (stored?.outcome) return answerOf(stored.outcome);
    const answer = waiting.outcomeWithin(command.id);
    try {
      await evidence.appendInput({ type: 'command', command });
    } catch (error) {
      if (!(error instanceof StoreAwayError)) throw error; // the engine reads what is written down
    }
    return answer;
  }

  return {
    tell,
    async done(id, is) {
      const stored = await history.command(id);
      return stored?.outcome && is(stored.command) ? answerOf(stored.outcome) : null;
    },
    heard: (turn) => waiting.heard(turn),
  };
}

/** Those who wait for what becomes of a command. */
function createWaiting() {
  const waiting = new Map<string, Set<(outcome: Outcome) => void>>();
  function outcomeWithin(id: string): Promise<Told> {
    return new Promise((resolve) => {
      const settle = (answer: Told) => {
        clearTimeout(timer);
        const others = waiting.get(id);
        others?.delete(hear);
        if (others?.size === 0) waiting.delete(id);
        resolve(answer);
      };
      const hear = (outcome: Outcome) => settle(answerOf(outcome));
      const timer = setTimeout(() => settle(recorded), patienceMs);
      const all = waiting.get(id) ?? new Set();
      waiting.set(id, all.add(hear));
    });
  }

  return {
    outcomeWithin,
    heard({ outcomes = [] }: Pick<Turn, 'outcomes'>) {
      for (const outcome of outcomes) for (const hear of waiting.get(outcome.command) ?? []) hear(outcome);
    },
  };
}

const recorded: CommandAnswer = {
  result: 'recorded',
  incident: null,
  waiver: null,
  revision: null,
  text: 'It is recorded and not yet in force: it will be done as soon as an engine judges.',
};

function answerOf({ result, incident, waiver, revision, text }: Outcome): CommandAnswer {
  return { result, incident, waiver, revision, text };
}
