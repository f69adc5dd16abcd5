import type { Calendar, Inventory, Watched } from '@yagura/contract';
import { anchorInstant } from '../calendar/anchor.ts';
import { tradingDaysBetween } from '../calendar/trading-days.ts';
import { builtInsOf, type BuiltIns } from '../rules/built-ins.ts';
import { compileRules, noRules } from '../rules/compile-rules.ts';
import type { CompiledRuleSet } from '../rules/compiled.ts';
import { planDue, type DuePlan } from '../rules/due-plan.ts';
import type { PlanSpan } from '../waiver/plan-spans.ts';
import { createCalendarBook, type CalendarBook } from './calendar-book.ts';
import { circumstancesOf } from './circumstances.ts';
import type { Setting } from './setting.ts';

/** Settings by their key. Each is made once for all components that share it, and again when a calendar moves on. */
export interface SettingBook {
  of(key: string, now: number): Setting;
  /** The key of a component of the desk. */
  keyOf(component: string): string;
}

/** What was said of days and of work since the desk was written. */
export interface Said {
  /** When each calendar was last turned by it. */
  readonly turns: ReadonlyMap<string, number>;
  readonly plans: readonly PlanSpan[];
}

interface Plan {
  readonly calendar: string | null;
  readonly runs: string | null;
  readonly work: readonly PlanSpan[];
  readonly rules: Rules;
}

interface Rules {
  readonly set: CompiledRuleSet;
  readonly builtIns: BuiltIns;
}

/** Of whom no desk file speaks. */
export const unregisteredSetting = 'none';
const dayMs = 86_400_000;

/** What a component shares with all that have the same calendars, rules and planned work. */
function settingKey(watched: Pick<Watched, 'calendar' | 'runs' | 'ruleSet'>, work: readonly PlanSpan[]): string {
  const shared = `${watched.calendar ?? ''} ${watched.runs ?? ''} ${watched.ruleSet}`;
  return work.length === 0 ? shared : `${shared} ${work.map(({ id }) => id).join(' ')}`;
}

export function createSettingBook(
  inventory: Inventory | null,
  { turns, plans: spans }: Said = nothingSaid,
): SettingBook {
  const calendars = createCalendarBook(inventory?.calendars ?? [], turns);
  const { plans, keys } = plansOf(inventory, spans);
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
    keyOf: (component) => keys.get(component) ?? unregisteredSetting,
  };
}

const nothingSaid: Said = { turns: new Map(), plans: [] };
const noPlan: Plan = { calendar: null, runs: null, work: [], rules: { set: noRules, builtIns: builtInsOf(noRules) } };

interface Plans {
  readonly plans: ReadonlyMap<string, Plan>;
  readonly keys: ReadonlyMap<string, string>;
}

function plansOf(inventory: Inventory | null, spans: readonly PlanSpan[]): Plans {
  const compiled = new Map<string, Rules>();
  for (const [id, rules] of Object.entries(inventory?.ruleSets ?? {})) {
    const outcome = compileRules(rules);
    // A desk with a wrong rule is refused before it is published.
    if (!outcome.ok) throw new Error(`rule set ${id}: ${outcome.problems[0]?.text}`);
    compiled.set(id, { set: outcome.set, builtIns: builtInsOf(outcome.set) });
  }
  const plans = new Map<string, Plan>();
  const unregistered = compiled.get('unregistered') ?? noPlan.rules;
  plans.set(unregisteredSetting, { calendar: null, runs: null, work: [], rules: unregistered });
  const keys = new Map<string, string>();
  const works = worksOf(spans);
  for (const watched of inventory?.components ?? []) {
    const { calendar, runs, ruleSet } = watched;
    const work = works.get(watched.id) ?? noPlan.work;
    const key = settingKey(watched, work);
    keys.set(watched.id, key);
    if (!plans.has(key)) plans.set(key, { calendar, runs, work, rules: compiled.get(ruleSet) ?? noPlan.rules });
  }
  return { plans, keys };
}

function worksOf(spans: readonly PlanSpan[]): ReadonlyMap<string, readonly PlanSpan[]> {
  const works = new Map<string, PlanSpan[]>();
  for (const span of spans)
    for (const id of span.components) {
      const mine = works.get(id);
      if (mine) mine.push(span);
      else works.set(id, [span]);
    }
  return works;
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
