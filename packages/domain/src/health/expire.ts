import type { Reason, Status } from '@yagura/contract';

/** The engine itself may wait this long for a watermark to pass a deadline before it gives up sight. */
export const decisionMs = 1000;

const needsEvidence = new Set(['ok', 'closed', 'planned']);

/**
 * What a status is worth once its evidence is `ageMs` old: the only judgement that relays and screens make.
 * It can take sight away and never gives it back.
 */
export function expire(status: Status, ageMs: number | null, limitMs: number): Status {
  if (!needsEvidence.has(status.health)) return status;
  // It need not run, and that nothing was heard is covered; without any age nobody judges, and then nothing is known of that either.
  if (ageMs !== null && status.expectation === 'quiet' && status.condition === 'down') return status;
  if (ageMs !== null && ageMs <= limitMs + decisionMs) return status;
  if (status.health === 'planned' && status.expectation === 'planned') return expirePlanned(status);
  return { ...status, health: 'no-sight', condition: 'no-sight', reasons: withoutEvidence(status) };
}

/** Planned work stays planned; only the condition tracked underneath loses its evidence. */
function expirePlanned(status: Status): Status {
  return status.condition === 'ok' ? { ...status, condition: 'no-sight' } : status;
}

function withoutEvidence(status: Status): [Reason, ...Reason[]] {
  return [{ code: 'expired', since: status.since }];
}
