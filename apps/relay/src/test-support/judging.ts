import type { Input, Inventory, Turn } from '@yagura/contract';
import { createWorld, foldTurn, type TurnInput } from '@yagura/domain';
import type { History } from '@yagura/history';
import type { Desk } from './relay.ts';

export interface Judging {
  /** Takes what stands in the inputs, commits, and stores the turn as the history writer does. */
  judge(entries?: TurnInput['entries']): Promise<Turn>;
  /** Judges until that is answered: what is written down is told a moment later. */
  answered(asked: Promise<Response>): Promise<Response>;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

/** The fold of an engine, for a relay that runs over the same streams. */
export async function startJudging(
  { engine, engineStreams }: Pick<Desk, 'engine' | 'engineStreams'>,
  history: Pick<History, 'appendTurns'>,
  inventory: Inventory,
): Promise<Judging> {
  const world = createWorld(1, Date.now());
  foldTurn(world, { now: Date.now(), inventory, findings: null, entries: [] });
  let at = await engineStreams.evidence.start();
  const judging: Judging = {
    async judge(entries = []) {
      const evidence = await engineStreams.evidence.read(at, { limit: 100, blockMs: 0 });
      at = evidence.to;
      const commands = evidence.inputs.flatMap((input: Input) => (input.type === 'command' ? [input.command] : []));
      const said = { now: Date.now(), inventory: null, findings: null, entries, commands };
      const { incidents, waivers, outcomes } = foldTurn(world, said);
      const news = { incidents: [...incidents], waivers: [...waivers], outcomes: [...outcomes] };
      const turn = await engine.commit(news);
      await history.appendTurns([turn]);
      return turn;
    },
    async answered(asked) {
      let isAnswered = false;
      const settled = asked.finally(() => (isAnswered = true));
      for (; !isAnswered; await pause()) await judging.judge();
      return settled;
    },
  };
  return judging;
}
