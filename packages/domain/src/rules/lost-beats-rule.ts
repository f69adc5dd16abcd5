import type { LostBeatsRule } from './compiled.ts';
import type { Sample } from './sample.ts';
import type { LostBeatsState } from './states.ts';

const remembered = 16;

/** Losses leave the window only as samples come, so that a silence does not mend them. */
export function stepLostBeats(
  rule: LostBeatsRule,
  before: LostBeatsState | undefined,
  sample: Sample,
): LostBeatsState | undefined {
  if (before === undefined) return sample.lost === 0 ? undefined : lossesOf([[sample.at, sample.lost]]);
  const within = before.losses.filter(([at]) => at + rule.withinMs > sample.at);
  if (sample.lost > 0) return lossesOf(bounded([...within, [sample.at, sample.lost]]));
  if (within.length === before.losses.length) return before;
  return within.length === 0 ? undefined : lossesOf(within);
}

export function lostIn(state: LostBeatsState): number {
  return state.losses.reduce((sum, [, lost]) => sum + lost, 0);
}

function lossesOf(losses: LostBeatsState['losses']): LostBeatsState {
  return { type: 'lost-beats', losses };
}

/** Past its bound the two oldest count as one, at the later instant. */
function bounded(losses: LostBeatsState['losses']): LostBeatsState['losses'] {
  const [first, second, ...rest] = losses;
  if (losses.length <= remembered || !first || !second) return losses;
  return [[second[0], first[1] + second[1]], ...rest];
}
