import type { Finding, ScreenStanding } from '@yagura/contract';
import { utcOf } from '@yagura/domain';

/** What is away for less has perhaps only loaded itself again. */
export const awayAfterMs = 30_000;
export const forgottenAfterMs = 24 * 3_600_000;
const mostNamed = 3;

export interface FoundScreen {
  readonly name: string;
  readonly standing: ScreenStanding;
  /** It was connected since this relay began. */
  readonly seenHere: boolean;
}

interface Watch {
  readonly now: number;
  /** When this relay began: before, nothing could be connected to it. */
  readonly beganAt: number;
}

/** What the monitor says about its own screens: of each kind one sentence, however many they are. */
export function screenFindings(screens: readonly FoundScreen[], watch: Watch): Finding[] {
  const frozen = screens.filter(({ standing }) => standing.state === 'frozen');
  const away = screens.filter((screen) => isMissed(screen, watch));
  return [
    ...findingOf('screen-frozen', frozen, ['is frozen', 'are frozen'], 'What stands on it is not what is.'),
    ...findingOf('screen-away', away, ['is away', 'are away'], 'It shows nothing of the desk.'),
  ];
}

function isMissed({ standing: { state, since }, seenHere }: FoundScreen, { now, beganAt }: Watch): boolean {
  if (state !== 'away' || since === null || now - Math.max(since, beganAt) < awayAfterMs) return false;
  return seenHere || now - since < forgottenAfterMs;
}

function findingOf(
  code: Finding['code'],
  screens: readonly FoundScreen[],
  [isSo, areSo]: readonly [string, string],
  means: string,
): Finding[] {
  const oldestFirst = screens.toSorted((a, b) => sinceOf(a) - sinceOf(b) || (a.name < b.name ? -1 : 1));
  const [first] = oldestFirst;
  if (!first) return [];
  const since = sinceOf(first);
  if (screens.length === 1) return [{ code, since, text: `Screen ${saying(first, isSo)}. ${means}` }];
  const named = oldestFirst.slice(0, mostNamed).map((screen) => saying(screen, ''));
  const more = screens.length > mostNamed ? `, and ${screens.length - mostNamed} more` : '';
  return [{ code, since, text: `${screens.length} screens ${areSo}: ${named.join(', ')}${more}.` }];
}

function saying(screen: FoundScreen, isSo: string): string {
  const words = [`“${screen.name}”`, isSo, `since ${utcOf(sinceOf(screen))}`];
  return words.filter((word) => word !== '').join(' ');
}

function sinceOf({ standing }: FoundScreen): number {
  return standing.since ?? 0;
}
