import type { BoardComponent, Root } from '@yagura/contract';
import type { DeskWorld } from '../world.ts';
import type { Placed } from './assign.ts';
import { keyOf, type GroupState } from './grouping.ts';
import { venueOf } from './venue-of.ts';

const leastSiblings = 3;
const togetherMs = 60_000;
const joinsWithinMs = 5 * 60_000;

type CommonRoot = Extract<Root, { kind: 'common' }>;

/** The head of something that nothing closer explains: a component of its own, or a member of a failed cluster. */
interface Candidate {
  readonly id: string;
  /** The key of what it would be without a common cause. */
  readonly unit: string;
  readonly onset: number;
  readonly component: BoardComponent;
}

interface Sharing {
  readonly root: CommonRoot;
  readonly members: readonly Candidate[];
}

/** Puts together what failed together and shares something; whoever depends on it comes along. */
export function gatherCommonCauses(world: DeskWorld, placed: ReadonlyMap<string, Placed>): Map<string, Placed> {
  const moved = new Map<string, CommonRoot>();
  let open = candidatesOf(world, placed);
  const take = ({ root, members }: Sharing) => {
    for (const { unit } of members) if (!moved.has(unit)) moved.set(unit, root);
    open = open.filter(({ unit }) => !moved.has(unit));
  };
  for (const group of world.grouping.groups.values())
    if (group.root.kind === 'common') take({ root: group.root, members: joining(world, group, group.root, open) });
  for (let best = bestSharing(open); best !== null; best = bestSharing(open)) take(best);
  const result = new Map<string, Placed>();
  for (const [id, one] of placed) {
    const root = moved.get(one.key);
    result.set(id, root ? { ...one, root, key: keyOf(root) } : one);
  }
  return result;
}

function candidatesOf(world: DeskWorld, placed: ReadonlyMap<string, Placed>): Candidate[] {
  const candidates: Candidate[] = [];
  for (const [id, { root, key, head }] of placed) {
    const component = world.rows.get(id)?.component;
    const onset = world.grouping.onsets.get(id)?.at;
    if (!component || component.unregistered || onset === undefined || head !== null || world.grouping.apart.has(id))
      continue;
    if (root.kind === 'component' || root.kind === 'cluster') candidates.push({ id, unit: key, onset, component });
  }
  return candidates;
}

/** Who was in it stays until it has recovered; who shares the same and failed soon after joins. */
function joining(world: DeskWorld, group: GroupState, root: CommonRoot, open: readonly Candidate[]): Candidate[] {
  const key = keyOf(root);
  return open.filter(({ id, onset, component }) => {
    if (world.grouping.places.get(id)?.key === key) return true;
    if (valueOf(component, root.shares) !== root.id) return false;
    return onset >= group.onset - togetherMs && onset <= group.onset + joinsWithinMs;
  });
}

const attributes: readonly CommonRoot['shares'][] = ['site', 'venue', 'vendor', 'release'];

function valueOf(component: BoardComponent, shares: CommonRoot['shares']): string | null {
  if (shares === 'venue') return venueOf(component);
  return component[shares];
}

/** The sharing that explains most; of equals the closest one, then the first to begin. */
function bestSharing(open: readonly Candidate[]): Sharing | null {
  let best: Sharing | null = null;
  if (open.length < leastSiblings) return null;
  for (const shares of attributes)
    for (const [id, members] of sharersOf(open, shares)) {
      const together = largestTogether(members);
      const units = new Set(together.map(({ unit }) => unit));
      // What is one cluster is told as that cluster, however many members it has.
      if (together.length < leastSiblings || units.size < 2) continue;
      if (best === null || together.length > best.members.length)
        best = { root: { kind: 'common', shares, id }, members: together };
    }
  return best;
}

function sharersOf(open: readonly Candidate[], shares: CommonRoot['shares']): [string, Candidate[]][] {
  const sharers = new Map<string, Candidate[]>();
  for (const candidate of open) {
    const value = valueOf(candidate.component, shares);
    if (value === null) continue;
    const list = sharers.get(value);
    if (list) list.push(candidate);
    else sharers.set(value, [candidate]);
  }
  return [...sharers].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function largestTogether(members: readonly Candidate[]): Candidate[] {
  const sorted = members.toSorted((a, b) => a.onset - b.onset || (a.id < b.id ? -1 : 1));
  let from = 0;
  let to = 0;
  let first = 0;
  for (const [last, { onset }] of sorted.entries()) {
    while (onset - (sorted[first]?.onset ?? onset) > togetherMs) first++;
    if (last + 1 - first > to - from) [from, to] = [first, last + 1];
  }
  return sorted.slice(from, to);
}
