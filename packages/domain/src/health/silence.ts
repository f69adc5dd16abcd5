import type { Reason } from '@yagura/contract';
import { answeredUntil, freshProbe } from '../heartbeat/probes.ts';
import type { ComponentState, Conclusion, Heard, Verdict } from '../watch/component.ts';
import { portHears, type PathState } from '../watch/path.ts';
import { coveredDeadline, limitOf } from './deadlines.ts';
import { standingFlags } from './standing-flags.ts';

interface SilenceAsked {
  readonly now: number;
  /** Its hours have come: where it need not run, silence is what it should be, whoever answers in its stead. */
  readonly needed: boolean;
}

/** Silence is a failure only where somebody vouches that there was nothing to hear. */
export function silence(
  component: ComponentState,
  heard: Heard,
  path: PathState,
  { now, needed }: SilenceAsked,
): Conclusion | null {
  const deadline = coveredDeadline(component, heard, path);
  const until = Math.min(path.until, now);
  const early = until < deadline;
  if (!component.silent && (early || !portHears(path, heard.port))) return null;
  // As far as its own path is vouched for: its next beat may be on its way while the probe's word runs out.
  const probe = needed ? freshProbe(component.probes, until) : null;
  if (probe !== null) return reachedBy(probe, component, heard, { deadline, now });
  const at = needed ? Math.max(deadline, answeredUntil(component.probes)) : deadline;
  const reason: Reason = { code: 'silent', lastBeatAt: heard.at, limitMs: limitOf(component) };
  return { condition: 'down', at, reasons: [reason], flags: standingFlags(component), nextAt: null, forgiven: null };
}

/** It says nothing of itself and a probe reaches it all the same: something is wrong, and it is not gone. */
function reachedBy(
  probe: { readonly id: string; readonly until: number },
  component: ComponentState,
  heard: Heard,
  { deadline, now }: { readonly deadline: number; readonly now: number },
): Conclusion {
  const reason: Reason = { code: 'self-silent', lastBeatAt: heard.at, limitMs: limitOf(component), probe: probe.id };
  return {
    condition: 'degraded',
    at: deadline,
    reasons: [reason],
    flags: ['disagreeing', ...standingFlags(component)],
    // Past it, only evidence says more: an instant that is over would hide what its calendar has next.
    nextAt: probe.until > now ? probe.until : null,
    forgiven: null,
  };
}

/** It is silent, and a probe that reached it is all that is known of it. */
export function isReachedOnly({ reasons }: Verdict): boolean {
  return reasons.some(({ code }) => code === 'self-silent');
}
