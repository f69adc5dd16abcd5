import type { Expectation, Reason } from '@yagura/contract';
import type { Conclusion, Verdict } from '../watch/component.ts';
import type { Setting } from '../watch/setting.ts';

/** A process that is told to end takes its time; only then does its beating contradict its calendar. */
export const quietGraceMs = 300_000;

type Worded = Pick<Verdict, 'reasons' | 'flags' | 'nextAt'> & Pick<Verdict['schedule'], 'beatsWhileQuiet'>;

interface Scheduled {
  readonly expectation: Expectation;
  /** It said that it ends. */
  readonly ends: boolean;
  readonly setting: Setting;
  readonly now: number;
}

/** What calendars add to a conclusion: why it is closed or quiet, or that it beats although it should not. */
export function withSchedule(found: Conclusion, at: Scheduled): Worded {
  const { expectation, setting } = at;
  const { reasons, flags } = found;
  const plain = { reasons, flags, beatsWhileQuiet: false, nextAt: null };
  if (expectation === 'quiet') return asQuiet(found, at);
  const { schedule } = setting.circumstances;
  const { calendar } = setting;
  if (expectation === 'expected' && schedule.session === 'closed' && found.condition === 'ok' && calendar !== null)
    return { ...plain, reasons: [closed(calendar.id, schedule.opensAt), ...withoutHeard(reasons)] };
  return plain;
}

function asQuiet(found: Conclusion, { ends, setting, now }: Scheduled): Worded {
  const { quiet } = setting.circumstances;
  const flags = found.flags.filter((flag) => flag !== 'slow');
  // Without `quiet` its time has begun and it is waited for: its reason says so already.
  if (quiet === null || found.condition === 'no-sight')
    return { reasons: found.reasons, flags, beatsWhileQuiet: false, nextAt: null };
  const { calendar, until } = quiet;
  const why: Reason = { code: 'quiet', calendar, until };
  // Covered silence is what it should be: no failure, and nothing that its site could share.
  const silent = found.reasons.some(({ code }) => code === 'silent');
  if (silent) return { reasons: [why], flags, beatsWhileQuiet: false, nextAt: null };
  const graceEnds = quiet.since + quietGraceMs;
  if (now < graceEnds || ends)
    return {
      reasons: [why, ...withoutHeard(found.reasons)],
      flags,
      beatsWhileQuiet: false,
      nextAt: ends ? null : graceEnds,
    };
  const alive: Reason = { code: 'alive-when-quiet', calendar, until };
  return { reasons: [alive, ...withoutHeard(found.reasons)], flags, beatsWhileQuiet: true, nextAt: null };
}

function closed(calendar: string, opensAt: number | null): Reason {
  return { code: 'session-closed', calendar, opensAt };
}

function withoutHeard(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ code }) => code !== 'heard');
}
