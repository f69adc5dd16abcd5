import type { Health, Reason } from '@yagura/contract';
import type { DeskWorld, Row } from '../world.ts';

const quietHealths: ReadonlySet<Health> = new Set(['ok', 'closed', 'planned']);

/** Whether a row needs a person at all. Never seen is a finding until it has been seen once. */
export function needsPerson(row: Row): boolean {
  if (quietHealths.has(row.status.health)) return false;
  return !row.status.reasons.some((reason) => reason.code === 'never-seen');
}

/** Only what does not work, or cannot be seen, explains others. */
export function isHard(row: Row): boolean {
  const { health } = row.status;
  return (health === 'down' || health === 'no-sight') && needsPerson(row);
}

/** Keeps the books about who is abnormal, and since when it is as bad as it is. */
export function noteAbnormal(world: DeskWorld, row: Row): void {
  const { id } = row.component;
  const { onsets } = world.grouping;
  if (!needsPerson(row)) {
    world.abnormal.delete(id);
    onsets.delete(id);
    return;
  }
  world.abnormal.add(id);
  const hard = isHard(row);
  if (onsets.get(id)?.hard !== hard) onsets.set(id, { hard, at: onsetOf(row) });
}

function onsetOf({ status, verdict }: Row): number {
  for (const reason of verdict.reasons) if (reason.code === 'silent') return reason.lastBeatAt;
  return status.since;
}

export type OurLoss = Extract<Reason, { code: 'collector-lost' | 'uncovered' | 'port-blind' }>;

export function isOurLoss(reason: Reason | undefined): reason is OurLoss {
  return reason?.code === 'collector-lost' || reason?.code === 'uncovered' || reason?.code === 'port-blind';
}
