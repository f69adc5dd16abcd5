import type { Flexible, PlanBody, PlanWindow, Recurs } from '@yagura/contract';
import { isTimeZone, zoneOffsets } from '@yagura/desk-file';
import { expandWindows } from '@yagura/domain';
import type { LiveBoard } from '../board/live-board.ts';
import { chooseComponents } from './choose-components.ts';

export interface WorkedOut {
  readonly components: string[];
  readonly windows: PlanWindow[];
  readonly recurs: Recurs | null;
  readonly flexible: Flexible | null;
}

export interface PlanProblem {
  readonly problem: string;
  readonly remedy: string;
}

const dayMs = 86_400_000;

/** What a proposal means: exactly which components, and exactly when. */
export function workOutPlan(
  { choice, time }: Pick<PlanBody, 'choice' | 'time'>,
  live: LiveBoard,
): WorkedOut | PlanProblem {
  const chosen = chooseComponents(choice, live.board.layout.components);
  if ('problem' in chosen) return chosen;
  const components = [...chosen.components];
  switch (time.kind) {
    case 'once':
      return { components, windows: [time.window], recurs: null, flexible: null };
    case 'flexible':
      return { components, windows: [], recurs: null, flexible: time.flexible };
    case 'recurring': {
      const { recurs } = time;
      if (!isTimeZone(recurs.zone))
        return {
          problem: `time.recurs.zone: nobody knows a zone ${recurs.zone}`,
          remedy: 'Give one such as Europe/London.',
        };
      const [from, until] = [Date.parse(recurs.firstDate) - dayMs, Date.parse(recurs.lastDate) + 2 * dayMs];
      const expanded = expandWindows(recurs, zoneOffsets(recurs.zone, from, Math.max(from, until)));
      if ('problem' in expanded)
        return { problem: `time.recurs.${expanded.problem}`, remedy: 'Correct it and send it again.' };
      return { components, windows: [...expanded.windows], recurs, flexible: null };
    }
  }
}
