import type { ScreenSettings, WatchedScreen } from '@yagura/contract';
import { clockOf, secondsOf } from '@yagura/domain';
import { whenWords } from '../people-page/words.ts';

/** What was said longer ago tells nothing of now. */
const freshForMs = 15_000;
const order: Readonly<Record<WatchedScreen['standing']['state'], number>> = { frozen: 0, away: 1, live: 2 };

/** What needs somebody on top, and then room by room. */
export function inOrder(screens: readonly WatchedScreen[]): readonly WatchedScreen[] {
  const key = ({ settings }: WatchedScreen) => `${settings.room}\n${settings.name}`;
  return screens.toSorted((a, b) => {
    const byState = order[a.standing.state] - order[b.standing.state];
    return byState === 0 ? key(a).localeCompare(key(b)) : byState;
  });
}

export function stateWords({ standing: { state, since } }: WatchedScreen, now: number): string {
  if (since === null) return 'NOT SEEN YET';
  const when = now - since < 24 * 3_600_000 ? clockOf(since) : whenWords(since, now);
  return state === 'live' ? `live since ${when}` : `${state.toUpperCase()} since ${when}`;
}

export function viewWords(view: ScreenSettings['view'], views: readonly { id: string; name: string }[]): string {
  return view === null ? 'map' : (views.find(({ id }) => id === view)?.name ?? view);
}

export interface Measures {
  readonly size: string;
  readonly lag: string;
  readonly painted: string;
  readonly dropped: string;
  readonly heap: string;
}

const unknown: Measures = { size: '–', lag: '–', painted: '–', dropped: '–', heap: '–' };

/** What it said of itself, as long as that is of now. */
export function measuresOf({ standing, report, reportedAt }: WatchedScreen, now: number): Measures {
  if (report === null || reportedAt === null) return unknown;
  const size = `${report.width} × ${report.height}`;
  if (standing.state === 'away' || now - reportedAt > freshForMs) return { ...unknown, size };
  return {
    size,
    lag: `${report.lagMs} ms`,
    painted: `${report.paintedMsAgo < 1000 ? `${report.paintedMsAgo} ms` : secondsOf(report.paintedMsAgo)} ago`,
    dropped: String(report.droppedFrames),
    heap: report.heapBytes === null ? '–' : `${Math.round(report.heapBytes / 1_000_000)} MB`,
  };
}

/** Whether it is the one of its room that is heard, could be, or cannot. */
export function soundWords({ standing, report, sounds, silencedUntil }: WatchedScreen): string {
  if (standing.state === 'away' || report === null) return '–';
  if (silencedUntil !== null) return `silenced until ${clockOf(silencedUntil).slice(0, 5)}`;
  if (sounds) return 'heard';
  return { armed: 'armed', blocked: 'blocked', none: 'none' }[report.sound];
}
