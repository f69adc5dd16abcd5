import type { Finding, ScreenTold, WatchedScreen } from '@yagura/contract';
import { isHistoryUnready, type People } from '@yagura/history';
import { StoreAwayError, type Streams } from '@yagura/streams';
import type { Timers } from '../frames/timers.ts';
import { newPresent, type Attendance, type Connection, type Present } from './attendances.ts';
import { createScreenBook, type ScreenBook } from './screen-book.ts';
import { createSightings, type SharedSightings } from './sightings.ts';
import { createSilences } from './silences.ts';

const settleEveryMs = 1000;
const askEveryMs = 5000;

/** The screens that were set up, how each stands, and what each is told. */
export interface ScreenWatch {
  /** Somebody connected with the token of a screen. */
  attend(id: string, tell: (told: ScreenTold) => void): Attendance;
  list(): readonly WatchedScreen[];
  findings(): readonly Finding[];
  /** Until this desk time nobody is heard in a room; null: from now on somebody is. False: no screen is in such a room. */
  silence(room: string, until: number | null): boolean;
  /** Somebody changed which screens there are, or what they are told. */
  refresh(): Promise<void>;
  stop(): void;
}

export interface ScreenWatchOptions {
  readonly people: Pick<People, 'screens'>;
  readonly streams: Pick<Streams, 'sightings' | 'silences'>;
  readonly timers: Timers;
  readonly deskNow: () => number;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
  /** This relay among the others. */
  readonly relay: string;
  readonly onFindings: () => void;
  readonly onFault: (error: unknown) => void;
}

export function startScreenWatch(options: ScreenWatchOptions): ScreenWatch {
  const { timers, deskNow, elapsed, people, onFault } = options;
  const presents = new Map<string, Present>();
  const sightings: SharedSightings = createSightings({
    ...options,
    ours: () => book.sightings(),
    isRegistered: (id) => book.has(id),
  });
  const silences = createSilences({ streams: options.streams, now: deskNow });
  const book: ScreenBook = createScreenBook({ ...options, presents, sightings, silences });
  const refresh = async () => book.know(await people.screens());
  const exchange = [() => sightings.exchange(deskNow()), () => silences.exchange()];
  const ask = createAsking(onFault, [refresh, ...exchange], () => book.settle());
  const stops = [timers.every(settleEveryMs, () => book.settle()), timers.every(askEveryMs, () => void ask())];
  void ask();
  return {
    attend(id, tell) {
      const present = presents.get(id) ?? newPresent();
      presents.set(id, present);
      present.heardAt = elapsed();
      present.report = null;
      present.reportedAt = null;
      return attend({ present, tell, deskNow, elapsed, settle: () => book.settle() });
    },
    list: () => book.list(),
    findings: () => book.findings(),
    silence(room, until) {
      const isThere = book.silence(room, until);
      if (isThere) void ask();
      return isThere;
    },
    refresh,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

interface Attending {
  readonly present: Present;
  readonly tell: (told: ScreenTold) => void;
  readonly deskNow: () => number;
  readonly elapsed: () => number;
  readonly settle: () => void;
}

function attend({ present, tell, deskNow, elapsed, settle }: Attending): Attendance {
  const connection: Connection = { tell, greeted: false, told: null };
  present.connections.push(connection);
  const isNewest = () => present.connections.at(-1) === connection;
  return {
    greeted() {
      connection.greeted = true;
      connection.told = null;
      settle();
    },
    report(report) {
      if (!isNewest()) return;
      // What it has to do with others is looked at at once; the rest within a second.
      const matters = present.report?.sound !== report.sound;
      present.report = report;
      present.reportedAt = deskNow();
      present.heardAt = elapsed();
      if (matters) settle();
    },
    left() {
      present.connections.splice(present.connections.indexOf(connection), 1);
      present.seenAt = deskNow();
      settle();
    },
  };
}

/** One question after the other, none twice at once; whatever is away is asked again at its time. */
function createAsking(
  onFault: (error: unknown) => void,
  questions: readonly (() => Promise<void>)[],
  onAnswered: () => void,
): () => Promise<void> {
  let asking = false;
  return async () => {
    if (asking) return;
    asking = true;
    for (const question of questions) {
      try {
        await question();
      } catch (error) {
        // What was known stays known while Postgres or Redis is away.
        if (!isHistoryUnready(error) && !(error instanceof StoreAwayError)) onFault(error);
      }
    }
    asking = false;
    onAnswered();
  };
}
