import type { Inventory } from '@yagura/contract';
import type { ComponentState } from '../watch/component.ts';
import { captureWorld, chunksOf, type BoardRow, type LearningRow } from '../world/capture.ts';
import type { World } from '../world/fold.ts';
import { restoreWorld } from '../world/restore.ts';

/** What a successor finds in the store. */
export function reborn(world: World, inventory: Inventory | null = world.desk.inventory): World {
  const parts = {
    memory: '',
    components: [] as ComponentState[],
    learning: [] as LearningRow[],
    board: [] as BoardRow[],
  };
  const captured = captureWorld(world, { epoch: 1, turn: 1, now: world.watches[0]?.now ?? 0 });
  for (const { part, text } of chunksOf(captured)) {
    if (part === 'memory') parts.memory = text;
    else if (part === 'components') parts.components.push(...(JSON.parse(text) as ComponentState[]));
    else if (part === 'learning') parts.learning.push(...(JSON.parse(text) as LearningRow[]));
    else if (text.startsWith('[')) parts.board.push(...(JSON.parse(text) as BoardRow[]));
  }
  const { watches, desk } = JSON.parse(parts.memory);
  const { components, learning, board: rows } = parts;
  const learned = world.watches[0]?.learned ?? null;
  return restoreWorld({ watches, desk, components, learning, rows, inventory, learned });
}
