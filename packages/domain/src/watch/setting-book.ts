import type { Calendar, Inventory, Watched } from '@yagura/contract';
import { anchorInstant } from '../calendar/anchor.ts';
import { tradingDaysBetween } from '../calendar/trading-days.ts';
import { builtInsOf, type BuiltIns } from '../rules/built-ins.ts';
import { compileRules, noRules } from '../rules/compile-rules.ts';
import type { CompiledRuleSet } from '../rules/compiled.ts';
import { planDue, type DuePlan } from '../rules/due-plan.ts';
import { createCalendarBook, type CalendarBook } from './calendar-book.ts';
import { circumstancesOf } from './circumstances.ts';
import type { Setting } from './setting.ts';

/** Settings by their key. Each is made once for all components that share it, and again when a calendar moves on. */
export interface SettingBook {
  of(key: string, now: number): Setting;
}

interface Plan {
  readonly calendar: string | null;
  readonly runs: string | null;
  readonly rules: Rules;
}

interface Rules {
  readonly set: CompiledRuleSet;
  readonly builtIns: BuiltIns;
}

/** Of whom no desk file speaks. */
export const unregisteredSetting = 'none';
const dayMs = 86_400_000;

/** What a component shares with all that have the same calendars and rules. */
export function settingKey(watched: Pick<Watched, 'calendar' | 'runs' | 'ruleSet'>): string {
  return `${watched.calendar ?? ''} ${watched.runs ?? ''} ${watched.ruleSet}`;
}

export function createSettingBook(
  inventory: Inventory | null,
  turns: ReadonlyMap<string, number> = neverTurned,
): SettingBook {
  const calendars = createCalendarBook(inventory?.calendars ?? [], turns);
  const plans = plansOf(inventory);
  const known = new Map<string, { readonly setting: Setting; readonly from: number; readonly until: number }>();
  return {
    of(key, now) {
      const last = known.get(key);
      if (last && now >= last.from && now < last.until) return last.setting;
      const setting = settingAt(plans.get(key) ?? noPlan, calendars, now);
      const midnight = (Math.floor(now / dayMs) + 1) * dayMs;
      known.set(key, { setting, from: now, until: Math.min(setting.circumstances.nextAt ?? Infinity, midnight) });
      return setting;
    },
  };
}

const neverTurned: ReadonlyMap<string, number> = new Map();
const noPlan: Plan = { calendar: null, runs: null, rules: { set: noRules, builtIns: builtInsOf(noRules) } };

function plansOf(inventory: Inventory | null): ReadonlyMap<string, Plan> {
  const compiled = new Map<string, Rules>();
  for (const [id, rules] of Object.entries(inventory?.ruleSets ?? {})) {
    const outcome = compileRules(rules);
    // A desk with a wrong rule is refused before it is published.
    if (!outcome.ok) throw new Error(`rule set ${id}: ${outcome.problems[0]?.text}`);
    compiled.set(id, { set: outcome.set, builtIns: builtInsOf(outcome.set) });
  }
  const plans = new Map<string, Plan>();
  const unregistered = compiled.get('unregistered') ?? noPlan.rules;
  plans.set(unregisteredSetting, { calendar: null, runs: null, rules: unregistered });
  for (const watched of inventory?.components ?? []) {
    const { calendar, runs, ruleSet } = watched;
    plans.set(settingKey(watched), { calendar, runs, rules: compiled.get(ruleSet) ?? noPlan.rules });
  }
  return plans;
}

function settingAt(plan: Plan, calendars: CalendarBook, now: number): Setting {
  const calendar = calendars.calendarOf(plan.calendar);
  return {
    circumstances: circumstancesOf(calendars, plan, now),
    calendar,
    rules: plan.rules.set,
    builtIns: plan.rules.builtIns,
    due: calendar === null ? null : dueAround(plan.rules.set, calendar, now),
  };
}

/** What is due of yesterday, today and tomorrow: an expected event may belong to a day that has already closed. */
function dueAround(rules: CompiledRuleSet, calendar: Calendar, now: number): DuePlan | null {
  if (rules.expected.length === 0) return null;
  const days = tradingDaysBetween(calendar, now - 2 * dayMs, now + 2 * dayMs);
  return planDue(rules, calendar.id, days, (day, text) => anchorInstant(day, text, calendar));
}
