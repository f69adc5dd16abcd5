import type { RegisteredScreen, ScreenReport, ScreenSettings } from '@yagura/contract';
import { wholeDesk } from '@yagura/domain';

export const leftWall: ScreenSettings = {
  name: 'Left wall',
  room: 'Room 1',
  view: null,
  theme: 'dark',
  diagonalInches: 75,
  distanceMetres: 5,
  quietHours: null,
};

export function registered(id: string, over: Partial<ScreenSettings> = {}): RegisteredScreen {
  return { id, settings: { ...leftWall, ...over }, scope: wholeDesk, madeBy: 'boss', madeAt: 1 };
}

export function reportWith(over: Partial<ScreenReport> = {}): ScreenReport {
  const common = { paintedMsAgo: 16, lagMs: 3, heapBytes: 11_000_000, droppedFrames: 0, width: 1920, height: 1080 };
  return { ...common, sound: 'armed', fits: true, ...over };
}
