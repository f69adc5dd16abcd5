import { afterEach } from 'vitest';
import { startDesk, type Desk } from './relay.ts';
import { connectScreen, type ScreenOptions, type TestScreen } from './screen.ts';

export const started: { readonly stop: () => Promise<void> }[] = [];
const screens: TestScreen[] = [];

afterEach(async () => {
  for (const screen of screens.splice(0)) screen.close();
  await Promise.all(started.splice(0).map((each) => each.stop()));
});

export async function desk(ids: readonly string[] = ['a', 'b', 'c']): Promise<Desk> {
  const test = await startDesk(ids);
  started.push(test);
  return test;
}

export function screen(url: string, options: ScreenOptions = {}): TestScreen {
  const made = connectScreen(url, options);
  screens.push(made);
  return made;
}

export const healthsOf = (made: TestScreen) => made.board()?.statuses.map(({ health }) => health);
