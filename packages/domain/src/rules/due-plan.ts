import type { CompiledRuleSet, ExpectedRule } from './compiled.ts';

/** One day of an expected rule, as instants. A stage that it does not have is null. */
export interface DueWindow {
  readonly from: number;
  readonly note: number | null;
  readonly degraded: number | null;
  readonly down: number | null;
  readonly until: number;
}

/** When what is expected is due on some trading days: made once a day for all components with these rules and this calendar. */
export interface DuePlan {
  readonly calendar: string;
  readonly windows: Readonly<Record<string, readonly DueWindow[]>>;
}

/** `anchor` gives the instant of "open-30m" on a day; null where that day has none. */
export function planDue<Day>(
  set: CompiledRuleSet,
  calendar: string,
  days: readonly Day[],
  anchor: (day: Day, text: string) => number | null,
): DuePlan {
  const windows = set.expected.map((rule) => [
    rule.id,
    days.flatMap((day) => windowOf(rule, (text) => anchor(day, text))),
  ]);
  return { calendar, windows: Object.fromEntries(windows) as DuePlan['windows'] };
}

/** A late open may put a deadline after the end of its day: that day has no such rule. */
function windowOf(rule: ExpectedRule, instant: (text: string) => number | null): DueWindow[] {
  const from = instant(rule.from);
  const until = instant(rule.until);
  if (from === null || until === null || until <= from) return [];
  const stage = (text: string | null) => (text === null ? null : instant(text));
  return [{ from, until, note: stage(rule.note), degraded: stage(rule.degraded), down: stage(rule.down) }];
}
