import { minutesPerDay, type Learned, type Usual } from '@yagura/contract';
import type { Baseline } from '../rules/sample.ts';
import { minuteOfDay } from './learn-baselines.ts';

/** What is usual, by component and metric, without anything new for a beat that asks. */
export interface BaselineBook {
  /** Turns to a component at an instant; the answer is good until the next turn. */
  at(component: string, instant: number): (metric: string) => Baseline | null;
}

interface Page {
  readonly usual: Usual;
  minute: number;
  baseline: Baseline | null;
}

const nothing = () => null;

export function createBaselineBook(learned: Learned | null): BaselineBook {
  if (learned === null || learned.baselines.length === 0) return { at: () => nothing };
  const pages = new Map<string, Map<string, Page>>();
  for (const usual of learned.baselines) {
    const mine = pages.get(usual.component) ?? new Map<string, Page>();
    mine.set(usual.metric, { usual, minute: -1, baseline: null });
    pages.set(usual.component, mine);
  }
  let open: ReadonlyMap<string, Page> | undefined;
  let minute = 0;
  const ask = (metric: string) => {
    const page = open?.get(metric);
    return page === undefined ? null : baselineAt(page, minute);
  };
  return {
    at(component, instant) {
      open = pages.get(component);
      minute = minuteOfDay(instant);
      return ask;
    },
  };
}

/** Remembers the last minute that was asked for: all beats of a minute share it. */
function baselineAt(page: Page, minute: number): Baseline | null {
  if (page.minute === minute) return page.baseline;
  const { from, medians, spreads } = page.usual;
  const place = (minute - from + minutesPerDay) % minutesPerDay;
  const median = medians[place] ?? null;
  const spread = spreads[place] ?? null;
  page.minute = minute;
  page.baseline = median === null || spread === null ? null : { median, spread };
  return page.baseline;
}
