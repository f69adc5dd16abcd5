import type { Plan, PlanFacts, PlanWindow } from '@yagura/contract';
import { planFacts } from '@yagura/domain';
import type { LiveBoard } from '../board/live-board.ts';

export interface Asked {
  /** The plan itself, when it is one already: it does not conflict with itself. */
  readonly id: string | null;
  readonly components: readonly string[];
  readonly windows: readonly PlanWindow[];
  readonly flexible: Plan['flexible'];
}

/** As the desk stands now; of a flexible plan for all the time in which it may be done. */
export function factsOfPlan(live: LiveBoard, asked: Asked, standing: readonly Plan[]): PlanFacts {
  const { board, indexOf, inventory } = live;
  const { flexible } = asked;
  const windows =
    asked.windows.length === 0 && flexible
      ? [{ from: flexible.earliest, until: flexible.latest + flexible.lastsMs }]
      : asked.windows;
  return planFacts({
    inventory: { components: board.layout.components, calendars: inventory?.calendars ?? [] },
    healthOf: (id) => board.statuses[indexOf.get(id) ?? -1]?.health ?? null,
    components: asked.components,
    windows,
    others: standing.filter(({ id, ended }) => id !== asked.id && ended === null),
  });
}
