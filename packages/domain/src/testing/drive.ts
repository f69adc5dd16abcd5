import type { Alarm, Entry, Inventory, Status } from '@yagura/contract';
import type { Delivery } from '@yagura/testkit';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import type { ChangeDraft } from '../desk/step.ts';
import { createWorld, foldTurn, nextWakeOf, type TurnEffects, type TurnInput, type World } from '../world/fold.ts';

export interface Drive {
  readonly world: World;
  readonly changes: (ChangeDraft & { readonly now: number })[];
  readonly announcements: AnnouncementDraft[];
  /** Every alarm that ever stood, as it stood last. */
  readonly alarms: Map<string, Alarm>;
  readonly turns: TurnInput[];
  status(id: string): Status;
  health(id: string): string;
  changesOf(id: string): string[];
  /** Folds what is delivered until `to`, as an engine that never sleeps: at each delivery and at each wake. */
  until(to: number, onTurn?: (effects: TurnEffects, input: TurnInput) => void): Drive;
  turn(input: Partial<TurnInput> & { now: number }): TurnEffects;
}

export interface DriveOptions {
  readonly inventory: Inventory;
  readonly deliveries: readonly Delivery[];
  readonly start: number;
  readonly shards?: number;
  readonly world?: World;
}

/** An engine without IO, for tests. */
export function drive(options: DriveOptions): Drive {
  const world = options.world ?? createWorld(options.shards ?? 1, options.start);
  const deliveries = [...options.deliveries];
  const run: Drive = {
    world,
    changes: [],
    announcements: [],
    alarms: new Map(),
    turns: [],
    status(id) {
      const row = world.desk.rows.get(id);
      if (!row) throw new Error(`no row ${id}`);
      return row.status;
    },
    health: (id) => run.status(id).health,
    changesOf: (id) =>
      run.changes.filter(({ component }) => component === id).map(({ from, to }) => `${from ?? '-'} → ${to ?? '-'}`),
    until: (to, onTurn) => runUntil(run, deliveries, to, onTurn),
    turn(input) {
      const whole: TurnInput = { inventory: null, findings: null, entries: [], ...input };
      const effects = foldTurn(world, whole);
      run.turns.push(whole);
      for (const change of effects.changes) run.changes.push({ ...change, now: input.now });
      run.announcements.push(...effects.announcements);
      for (const alarm of effects.news.alarms ?? []) run.alarms.set(alarm.id, alarm);
      return effects;
    },
  };
  if (!options.world) run.turn({ now: options.start, inventory: options.inventory });
  return run;
}

function runUntil(run: Drive, deliveries: Delivery[], to: number, onTurn?: Parameters<Drive['until']>[1]): Drive {
  for (;;) {
    const wake = nextWakeOf(run.world) ?? Infinity;
    const now = Math.min(deliveries[0]?.at ?? Infinity, wake, to);
    const entries = takeUntil(deliveries, now);
    const effects = run.turn({ entries, now });
    const input = run.turns.at(-1);
    if (onTurn && input) onTurn(effects, input);
    if (now >= to) return run;
  }
}

function takeUntil(deliveries: Delivery[], now: number): Entry[] {
  let count = 0;
  while ((deliveries[count]?.at ?? Infinity) <= now) count++;
  return deliveries.splice(0, count).map(({ entry }) => entry);
}
