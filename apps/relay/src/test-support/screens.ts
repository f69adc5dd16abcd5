import { screenSettingsOf } from '@yagura/testkit';
import type { RegisteredScreen, ScreenSettings } from '@yagura/contract';
import { wholeDesk } from '@yagura/domain';

export const leftWall = screenSettingsOf({ room: 'Room 1' });

export function registered(id: string, over: Partial<ScreenSettings> = {}): RegisteredScreen {
  return { id, settings: { ...leftWall, ...over }, scope: wholeDesk, madeBy: 'boss', madeAt: 1 };
}
