import type { EnginePulse } from '@yagura/contract';
import { figureOf, limitOf, unheard, type World } from '@yagura/domain';
import type { Keeper } from '../keeper.ts';

/** How old everything is, in the order of the layout; figures only when asked, since they leave every other second. */
export function pulseOf(
  keeper: Pick<Keeper, 'world' | 'epoch' | 'turn' | 'now'>,
  shown: number,
  historyBehind: number,
  withFigures: boolean,
): EnginePulse {
  const { world } = keeper;
  const states = [...world.desk.rows.values()].map((row) => ({ row, state: stateOf(world, row.component.id) }));
  return {
    epoch: keeper.epoch,
    revision: keeper.turn,
    layout: world.desk.layoutVersion,
    at: keeper.now,
    shown,
    lastBeats: states.map(({ state }) => state?.heard?.at ?? null),
    limits: states.map(({ state, row }) => limitOf(state ?? unheard(row.component))),
    ...(withFigures && { figures: states.map(({ state }) => figureOf(state)) }),
    collectors: collectorAges(world, shown),
    historyBehind,
  };
}

function stateOf(world: World, id: string) {
  for (const watch of world.watches) {
    const state = watch.components.get(id);
    if (state) return state;
  }
  return undefined;
}

function collectorAges(world: World, shown: number): EnginePulse['collectors'] {
  const paths = world.watches[0]?.paths;
  return [...world.desk.collectors.values()].map(({ id, blind }) => {
    const path = paths?.get(id);
    return { id, ageMs: path ? Math.max(0, shown - path.until) : 0, blind: blind || path === undefined };
  });
}
