import type { Reason } from '@yagura/contract';
import { earliest } from '../../health/earliest.ts';
import { compareConditions } from '../../health/rank.ts';
import type { Verdict } from '../../watch/component.ts';
import type { DeskWorld, Row } from '../world.ts';
import { findingInstant } from './cluster-finding.ts';

/** The verdict with what the cluster shows added: it only worsens, and says nothing of what is out of sight or not expected. */
export function withCluster(world: DeskWorld, row: Row, verdict: Verdict): Verdict {
  const { cluster, id } = row.component;
  const findings = cluster ? world.clusters.get(cluster.id) : undefined;
  if (!findings || verdict.expectation !== 'expected') return verdict;
  if (verdict.condition !== 'ok' && verdict.condition !== 'degraded') return verdict;
  let result = verdict;
  for (const finding of findings) {
    const said = finding.standing ? finding.says.find((one) => one.id === id) : undefined;
    if (!said) continue;
    const worse = compareConditions(said.condition, result.condition) < 0;
    result = {
      ...result,
      condition: worse ? said.condition : result.condition,
      at: worse ? Math.max(result.at, finding.standsAt) : result.at,
      reasons: worse ? [said.reason, ...others(result)] : [...result.reasons, said.reason],
      nextAt: earliest(result.nextAt, findingInstant(finding)),
    };
  }
  return result;
}

function others(verdict: Verdict): Reason[] {
  return verdict.reasons.filter(({ code }) => code !== 'heard');
}

const clusterCodes: ReadonlySet<Reason['code']> = new Set(['cluster', 'split-brain', 'no-active', 'parity']);

export function saysCluster(reason: Reason | undefined): boolean {
  return reason !== undefined && clusterCodes.has(reason.code);
}
