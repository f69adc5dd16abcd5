import { onTestFinished } from 'vitest';
import { startDesk, type Desk } from './relay.ts';
import { connectScreen, type ScreenOptions, type TestScreen } from './screen.ts';

/** Ends with the test that began it, the newest first. */
export function untilTestEnds<T extends { readonly stop: () => Promise<void> }>(begun: T): T {
  onTestFinished(() => begun.stop());
  return begun;
}

export async function desk(ids: readonly string[] = ['a', 'b', 'c']): Promise<Desk> {
  return untilTestEnds(await startDesk(ids));
}

export function screen(url: string, options: ScreenOptions = {}): TestScreen {
  const made = connectScreen(url, options);
  onTestFinished(() => made.close());
  return made;
}

export const healthsOf = (made: TestScreen) => made.board()?.statuses.map(({ health }) => health);
