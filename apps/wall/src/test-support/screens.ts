import type { ScreenReport, ScreenSettings, WatchedScreen } from '@yagura/contract';
import { deskStart } from './board.ts';

export const leftWall: ScreenSettings = {
  name: 'Left wall',
  room: 'Floor',
  view: null,
  theme: 'dark',
  diagonalInches: 75,
  distanceMetres: 5,
  quietHours: null,
};

const report: ScreenReport = {
  paintedMsAgo: 16,
  lagMs: 3,
  heapBytes: 11_000_000,
  droppedFrames: 0,
  width: 3840,
  height: 2160,
  sound: 'armed',
  fits: true,
};

export function watchedScreen(id: string, over: Partial<WatchedScreen> = {}): WatchedScreen {
  return {
    id,
    settings: { ...leftWall, name: id },
    scope: { sites: 'all', owners: 'all' },
    madeBy: 'boss',
    madeAt: deskStart,
    standing: { state: 'live', since: deskStart },
    report,
    reportedAt: deskStart,
    sounds: false,
    silencedUntil: null,
    ...over,
  };
}
