import type { Reason } from '@yagura/contract';
import type { DeskWorld } from '../world.ts';
import type { ClusterFinding, Said } from './cluster-finding.ts';
import { workingIn, type ClusterView, type Member } from './members.ts';
import { parityOf } from './parity.ts';

export type Found = Pick<ClusterFinding, 'kind' | 'label' | 'says'>;

/** What the members show together now: a pure function of what each of them shows and says of itself. */
export function judgeCluster(world: DeskWorld, view: ClusterView): Found[] {
  const failed = failedBelowNeed(view);
  const roles = view.cluster.mode === 'active-passive' ? rolesOf(view) : null;
  return [...(failed ? [failed] : []), ...(roles ? [roles] : []), ...parityOf(world.inventory, view)];
}

/** Whoever is out of sight may work: only what is known to be down can make a cluster fail. */
function failedBelowNeed(view: ClusterView): Found | null {
  const { id, need, of } = view.cluster;
  const working = workingIn(view);
  const unseen = view.members.filter((member) => member.unseen).length;
  const anyFailed = view.members.some(({ failed }) => failed);
  if (!anyFailed || working + unseen >= need) return null;
  const reason: Reason = { code: 'cluster', cluster: id, working, need, of };
  return { kind: 'failed', label: null, says: saidTo(view.members.filter(works), 'degraded', reason) };
}

function rolesOf({ cluster, members }: ClusterView): Found | null {
  const fresh = members.filter(works);
  const active = members.filter((member) => member.works && roleOf(member) === 'active');
  const id = cluster.id;
  if (active.length > 1) {
    const reason: Reason = { code: 'split-brain', cluster: id, active: active.map(({ row }) => row.component.id) };
    return { kind: 'split-brain', label: null, says: saidTo(active, 'down', reason) };
  }
  if (active.length === 1 || fresh.length === 0) return null;
  // Whoever is out of sight, or away by plan, may be the active one: our blindness makes nothing down.
  const known = members.every((member) => member.failed || (works(member) && roleOf(member) !== 'unknown'));
  const open = fresh.filter(({ row }) => row.verdict.schedule.session !== 'closed');
  if (!known || open.length < fresh.length) return null;
  return { kind: 'no-active', label: null, says: saidTo(fresh, 'down', { code: 'no-active', cluster: id }) };
}

const activeWords: ReadonlySet<string> = new Set(['active', 'primary', 'leader']);

/** A member that does not tell its role is no evidence for or against anything. */
function roleOf({ row }: Member): 'active' | 'other' | 'unknown' {
  const role = row.labels['role'];
  if (role === undefined || role === '') return 'unknown';
  return activeWords.has(role.toLowerCase()) ? 'active' : 'other';
}

function works(member: Member): boolean {
  return member.works && !member.excused;
}

export function saidTo(members: readonly Member[], condition: Said['condition'], reason: Reason): Said[] {
  return members.map(({ row }) => ({ id: row.component.id, condition, reason }));
}
