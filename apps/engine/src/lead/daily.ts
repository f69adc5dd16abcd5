import type { Learned } from '@yagura/contract';
import { calendarFindings, dayBefore, minutesKeptDays } from '@yagura/domain';
import type { History } from '@yagura/history';
import { sleep, type Log } from '@yagura/service';
import type { Streams } from '@yagura/streams';
import type { Keeper } from '../keeper.ts';
import { say } from './desk-publisher.ts';
import { learnDay } from './learn-day.ts';

export interface DailyOptions {
  readonly streams: Streams;
  readonly history: History;
  readonly log: Log;
  readonly keeper: Keeper;
  readonly fence: number;
  readonly deskNow: () => number;
  readonly lost: AbortSignal;
  /** The world began anew: what was said and learned before has to be told to it again. */
  readonly anew: boolean;
}

const lookEveryMs = 5000;
/** What was said before a world began anew is waited for. */
const soonMs = 200;
const retryMs = 60_000;
/** Minutes of the day before are in Postgres by then. */
const afterMidnightMs = 300_000;
/** A world that is this far behind is catching up: what it knows is not yet the day before. */
const behindMs = 5000;
const dayMs = 86_400_000;
/** No zone is further from UTC. */
const overridesKeptDays = 2;

export interface DailyState {
  told: boolean;
  learnedFor: string | null;
  current: string | null;
  readonly said: Map<string, string | null>;
}

export function newDailyState(anew: boolean): DailyState {
  return { told: !anew, learnedFor: null, current: null, said: new Map() };
}

/** What a leader does once a day, apart from judging: it learns from the days before, forgets what is too old, and says which calendars end. */
export function startDaily(options: DailyOptions): { readonly stopped: Promise<void> } {
  const state = newDailyState(options.anew);
  const run = async () => {
    while (!options.lost.aborted) {
      let pause = lookEveryMs;
      try {
        await look(options, state);
        if (!state.told) pause = soonMs;
      } catch (error) {
        options.log.warn('the daily work could not be done; it is tried again', { error });
        pause = retryMs;
      }
      await sleep(pause, options.lost);
    }
  };
  return { stopped: run() };
}

export async function look(options: DailyOptions, state: DailyState): Promise<void> {
  const { keeper, deskNow } = options;
  const now = deskNow();
  const { inventory } = keeper.world.desk;
  if (inventory === null || now - keeper.now > behindMs) return;
  await sayCalendars(options, state, now);
  if (!state.told) await tellAgain(options, now);
  state.told = true;
  await keepCurrent(options, state);
  const date = dayBefore(now, 0);
  if (state.learnedFor === date || now % dayMs < afterMidnightMs) return;
  if ((keeper.world.watches[0]?.learned?.day ?? '') < date) await learn(options, date);
  while (await options.history.trimMinutes(now - minutesKeptDays * dayMs)) await sleep(0, options.lost);
  state.learnedFor = date;
}

async function learn({ keeper, history, streams, log, fence }: DailyOptions, date: string): Promise<void> {
  const learned = await learnDay(keeper.world, history, { date, version: `${date}.${fence}` });
  if (learned === null) return;
  await history.putLearned(learned);
  await announce(streams, learned);
  const { limits, baselines } = learned;
  log.info('learned from the days before', {
    date,
    limits: Object.keys(limits).length,
    baselines: baselines.length,
  });
}

async function announce(streams: Streams, learned: Learned): Promise<void> {
  await streams.desk.putLearned(learned);
  await streams.evidence.appendInput({ type: 'learned', version: learned.version });
}

/** Collectors go by what is in force, and only by that. */
async function keepCurrent({ keeper, streams }: DailyOptions, state: DailyState): Promise<void> {
  const version = keeper.world.watches[0]?.learned?.version ?? null;
  if (version === null || version === state.current) return;
  await streams.desk.setCurrentLearned(version);
  state.current = version;
}

/** A world that began anew is told the newest that was learned, and what was said of days that are not over. */
async function tellAgain({ keeper, streams, history }: DailyOptions, now: number): Promise<void> {
  for (const override of await history.overridesFrom(dayBefore(now, overridesKeptDays)))
    await streams.evidence.appendInput({ type: 'override', override });
  if (keeper.world.watches[0]?.learned) return;
  const version = await streams.desk.currentLearned();
  const learned = (version === null ? null : await streams.desk.learned(version)) ?? (await history.newestLearned());
  if (learned) await announce(streams, learned);
}

async function sayCalendars({ keeper, streams }: DailyOptions, state: DailyState, now: number): Promise<void> {
  const { inventory, findings } = keeper.world.desk;
  const found = calendarFindings(inventory?.calendars ?? [], now);
  for (const code of ['calendar-ends', 'calendar-unknown'] as const) {
    const known = state.said.get(code) ?? findings.find((finding) => finding.code === code)?.text ?? null;
    if (found[code] === known) continue;
    await say(streams, code, found[code]);
    state.said.set(code, found[code]);
  }
}
