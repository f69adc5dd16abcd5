import type { Calendar, Inventory, Learned, Usual } from '@yagura/contract';
import {
  comparableDays,
  compileRules,
  learnBaseline,
  learnLimits,
  type ComparableDay,
  type World,
} from '@yagura/domain';
import type { History } from '@yagura/history';

/** What this day learns from those before it; null where there is nothing to say and nothing was said before. */
export async function learnDay(
  world: World,
  history: Pick<History, 'minutesOf'>,
  day: { readonly date: string; readonly version: string },
): Promise<Learned | null> {
  const { inventory } = world.desk;
  if (inventory === null) return null;
  const before = world.watches[0]?.learned ?? null;
  const limits: Record<string, number> = {};
  for (const { gaps, components } of world.watches)
    Object.assign(limits, learnLimits(gaps, components.keys(), before?.limits ?? {}));
  const baselines = await learnBaselines(inventory, history, day.date);
  if (before === null && baselines.length === 0 && Object.keys(limits).length === 0) return null;
  return { version: day.version, day: day.date, limits, baselines };
}

async function learnBaselines(inventory: Inventory, history: Pick<History, 'minutesOf'>, date: string) {
  const metrics = metricsBySet(inventory);
  const calendars = new Map(inventory.calendars.map((calendar) => [calendar.id, calendar]));
  const baselines: Usual[] = [];
  for (const { id, calendar, ruleSet } of inventory.components)
    for (const metric of metrics.get(ruleSet) ?? []) {
      const days = await daysOf(history, { component: id, metric }, calendars.get(calendar ?? '') ?? null, date);
      const usual = learnBaseline(id, metric, days);
      if (usual) baselines.push(usual);
    }
  return baselines;
}

/** One short question a day: whoever shares the session of the store waits for one of them at most. */
async function daysOf(
  history: Pick<History, 'minutesOf'>,
  { component, metric }: { readonly component: string; readonly metric: string },
  calendar: Calendar | null,
  date: string,
): Promise<ComparableDay[]> {
  const days: ComparableDay[] = [];
  for (const { from, to, shiftMs } of comparableDays(calendar, date)) {
    const means = await history.minutesOf(component, metric, from, to);
    days.push({ shiftMs, minutes: means.map(({ minute, mean }) => ({ 2: minute, 3: mean })) });
  }
  return days;
}

function metricsBySet(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  const metrics = new Map<string, readonly string[]>();
  for (const [id, rules] of Object.entries(inventory.ruleSets)) {
    const compiled = compileRules(rules);
    if (compiled.ok) metrics.set(id, compiled.set.baselined);
  }
  return metrics;
}
