import type { ScreenReport, ScreenSettings } from '@yagura/contract';

/** A 75-inch screen that is read from five metres. */
export function screenSettingsOf(plan: Partial<ScreenSettings> = {}): ScreenSettings {
  return {
    name: 'Left wall',
    room: 'Floor',
    view: null,
    theme: 'dark',
    diagonalInches: 75,
    distanceMetres: 5,
    timeZone: null,
    quietHours: null,
    ...plan,
  };
}

/** What it says of itself while all is well. */
export function screenReportOf(plan: Partial<ScreenReport> = {}): ScreenReport {
  return {
    paintedMsAgo: 16,
    lagMs: 3,
    heapBytes: 11_000_000,
    droppedFrames: 0,
    width: 3840,
    height: 2160,
    sound: 'armed',
    fits: true,
    ...plan,
  };
}
