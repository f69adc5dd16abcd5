import { callings, type Inventory, type Status } from '@yagura/contract';
import { createWorld, foldTurn, nextWakeOf, type ChangeDraft, type TurnEffects, type World } from '@yagura/domain';
import { createGroupLog, type GroupRecord } from './group-log.ts';
import type { Scenario } from './scenario/scenario.ts';
import { createStage } from './stage/stage.ts';

export interface ReplayedChange extends ChangeDraft {
  /** When the desk said so; `at` is when it was true. */
  readonly shown: number;
}

export interface Replayed {
  readonly changes: readonly ReplayedChange[];
  readonly groups: readonly GroupRecord[];
  readonly announcements: TurnEffects['announcements'];
  /** How everything stood at the end, in the order of the desk. */
  readonly statuses: readonly { readonly id: string; readonly status: Status }[];
}

const calls: ReadonlySet<string> = new Set(callings);

/** A collector sends after at most so long what it heard … */
const entryGridMs = 20;
/** … and its watermark, where nothing happens, well before anybody would call it blind: each 100 ms would only cost time here. */
const quietEntryMs = 1000;

/** Folds a recorded day with the engine's own fold. What it finds is what the desk would have shown, and when. */
export function replay(scenario: Scenario, inventory: Inventory): Replayed {
  const world = createWorld(1, scenario.start);
  const stage = createStage(scenario, inventory);
  const changes: ReplayedChange[] = [];
  const groups = createGroupLog();
  const announcements: TurnEffects['announcements'][number][] = [];
  const take = (input: Parameters<typeof foldTurn>[1]) => {
    const effects = foldTurn(world, input);
    for (const change of effects.changes) changes.push({ ...change, shown: input.now });
    groups.take(effects.news.alarms, input.now);
    // In a recorded day nobody can take anything: that nobody did is no news.
    announcements.push(...effects.announcements.filter(({ kind }) => !calls.has(kind)));
  };
  take({ now: scenario.start, inventory, findings: null, entries: [] });
  for (let now = scenario.start; now < scenario.end;) {
    now = Math.min(nextTurnAt(world, stage.nextAt(), now, scenario.start), scenario.end);
    take({ now, inventory: null, findings: null, entries: stage.entriesUntil(now) });
  }
  const statuses = inventory.components.flatMap(({ id }) => {
    const row = world.desk.rows.get(id);
    return row ? [{ id, status: row.status }] : [];
  });
  return { changes, groups: groups.records(), announcements, statuses };
}

/** When a live engine would look: at an entry, which comes with beats, with deadlines and each second, and when its fold wakes it. */
function nextTurnAt(world: World, nextBeatAt: number, now: number, start: number): number {
  const entryAt = start + (Math.floor((nextBeatAt - start) / entryGridMs) + 1) * entryGridMs;
  const wake = nextWakeOf(world) ?? Infinity;
  return Math.max(Math.min(entryAt, now + quietEntryMs, deadlineAfter(world, now) + 1, wake), now + 1);
}

/** Of a lost collector nobody can pass the deadlines: they stand where they are. */
function deadlineAfter(world: World, now: number): number {
  let next = Infinity;
  for (const watch of world.watches)
    for (const heap of watch.deadlines.values()) {
      const deadline = heap.first()?.at ?? Infinity;
      if (deadline >= now && deadline < next) next = deadline;
    }
  return next;
}
