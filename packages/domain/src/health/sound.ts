import type { Flag, Reason } from '@yagura/contract';
import { baseCondition, calm, type Base } from '../heartbeat/base-condition.ts';
import { currentHold, goodBeatsNeeded, recoveryWindowMs, releaseAt } from '../heartbeat/hold.ts';
import type { ComponentState, Conclusion, Heard, Held, Verdict } from '../watch/component.ts';
import type { PathState } from '../watch/path.ts';
import type { Setting } from '../watch/setting.ts';
import { slowInstant, uncoveredSince } from './deadlines.ts';
import { earliest } from './earliest.ts';
import { compareConditions } from './rank.ts';

/** One shared array: the usual verdict costs no allocation and compares by reference. */
const heardReasons: Verdict['reasons'] = [{ code: 'heard' }];

export function withSharedReasons(verdict: Verdict): Verdict {
  const heard = verdict.reasons.length === 1 && verdict.reasons[0].code === 'heard';
  return heard ? { ...verdict, reasons: heardReasons } : verdict;
}

/** Heard, and recently: what it says of itself, or the worse condition it has not yet earned its way out of. */
export function sound(
  component: ComponentState,
  heard: Heard,
  path: PathState,
  setting: Setting,
  now: number,
): Conclusion {
  const base = baseCondition(component, setting, now);
  const unseen = uncoveredSince(heard, path);
  const { held, releasedAt } = currentHold(component, now, unseen);
  const recovering = held !== null && compareConditions(held.condition, base.condition) < 0 ? held : null;
  return {
    condition: recovering ? recovering.condition : base.condition,
    at: Math.max(releasedAt ?? heard.at, base.onset),
    reasons: reasonsOf(component, base, recovering, heard),
    flags: flagsOf(
      component,
      { heard, recovering, base },
      component.slow || now >= slowInstant(component, heard, path),
    ),
    nextAt: earliest(recovering && releaseAt(recovering, recoveryWindowMs(component), 0), base.nextAt),
    forgiven: recovering && forgiven(recovering, base),
  };
}

function forgiven(recovering: Held, base: Base): Verdict['forgiven'] {
  const before = recovering.beforeSilence;
  return before === null || compareConditions(before, base.condition) < 0 ? before : base.condition;
}

function reasonsOf(component: ComponentState, base: Base, recovering: Held | null, heard: Heard): Verdict['reasons'] {
  if (recovering === null && base === calm) return heardReasons;
  const [first, ...others] = [...base.reasons, ...base.notes];
  if (recovering === null) return first === undefined ? heardReasons : [first, ...others];
  const elapsed = recovering.from === null ? 0 : heard.at - recovering.from - recovering.unseen;
  const reason: Reason = {
    code: 'recovering',
    from: recovering.condition,
    good: recovering.good,
    need: goodBeatsNeeded,
    remainingMs: Math.max(0, recoveryWindowMs(component) - Math.max(0, elapsed)),
  };
  return [reason, ...base.reasons, ...base.notes];
}

function flagsOf(
  component: ComponentState,
  found: { readonly heard: Heard; readonly recovering: Held | null; readonly base: Base },
  slow: boolean,
): Flag[] {
  const { heard, recovering, base } = found;
  const flags: Flag[] = [...base.flags];
  if (slow) flags.push('slow');
  if (recovering !== null && recovering.good > 0) flags.push('recovering');
  if (heard.late) flags.push('late-evidence');
  if (component.registeredBy !== null) flags.push('unregistered');
  return flags;
}
