import type { Alarm } from '@yagura/contract';
import type { Standing } from './groups/regroup.ts';
import { maybeVia } from './groups/upstream.ts';
import type { DeskWorld } from './world.ts';

const membersListed = 100;
/** So many stand on a board. */
export const alarmsListed = 500;
const viasListed = 3;

/** Everything that needs a person, worst first, then what is muted: the groups as they stand. */
export function alarmsOf(world: DeskWorld, standing: readonly Standing[]): Alarm[] {
  return standing
    .toSorted(
      (a, b) =>
        Number(a.state.muted) - Number(b.state.muted) ||
        a.words.priority - b.words.priority ||
        a.state.since - b.state.since ||
        (a.state.id < b.state.id ? -1 : 1),
    )
    .map((group) => alarmOf(world, group));
}

function alarmOf(world: DeskWorld, { state, words, root, rows }: Standing): Alarm {
  const via = viaOf(world, { root, rows });
  const names = via.map((id) => world.rows.get(id)?.component.name ?? id);
  return {
    id: state.id,
    root,
    since: state.since,
    occurrence: state.occurrence,
    muted: state.muted,
    ...words,
    sentence: via.length === 0 ? words.sentence : `${words.sentence} Maybe via ${names.join(', ')}.`,
    via,
    members: rows.slice(0, membersListed).map((row) => row.component.id),
    memberCount: rows.length,
  };
}

function viaOf(world: DeskWorld, { root, rows }: Pick<Standing, 'root' | 'rows'>): string[] {
  const [row] = rows;
  if (root.kind !== 'component' || row?.component.id !== root.id) return [];
  return maybeVia(world, row).slice(0, viasListed);
}
