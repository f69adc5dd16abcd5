import { screenReportOf, screenSettingsOf } from '@yagura/testkit';
import type { WatchedScreen } from '@yagura/contract';
import { deskStart } from './board.ts';

export const leftWall = screenSettingsOf();

export function watchedScreen(id: string, over: Partial<WatchedScreen> = {}): WatchedScreen {
  return {
    id,
    settings: { ...leftWall, name: id },
    scope: { sites: 'all', owners: 'all' },
    madeBy: 'boss',
    madeAt: deskStart,
    standing: { state: 'live', since: deskStart },
    report: screenReportOf(),
    reportedAt: deskStart,
    sounds: false,
    silencedUntil: null,
    ...over,
  };
}
