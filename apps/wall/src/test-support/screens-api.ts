import type { NewScreen, ScreenChange, WaitingScreen, WatchedScreen } from '@yagura/contract';
import type { ScreensApi } from '../screens-page/screens-api.ts';
import { deskStart } from './board.ts';
import { watchedScreen } from './screens.ts';

/** A relay that keeps screens in memory, as far as the page notices. */
export interface TestScreensApi extends ScreensApi {
  readonly kept: WatchedScreen[];
  /** Screens that show a code. */
  readonly codes: WaitingScreen[];
  readonly asked: unknown[];
  /** Nobody answers. */
  away: boolean;
}

export function createTestScreensApi(): TestScreensApi {
  const problem = (text: string) => Promise.resolve({ problem: text });
  const done = (text: string | null) => Promise.resolve(text);
  const api: TestScreensApi = {
    kept: [],
    codes: [],
    asked: [],
    away: false,
    screens: () =>
      api.away
        ? problem('The relay does not answer.')
        : Promise.resolve({ answer: { at: deskStart, screens: [...api.kept] } }),
    waiting(code) {
      const found = api.codes.find((each) => each.code === code);
      return found ? Promise.resolve({ answer: found }) : problem('No screen waits with this code.');
    },
    approve(body: NewScreen) {
      api.asked.push(body);
      api.kept.push(watchedScreen(body.settings.name, { settings: body.settings }));
      return done(null);
    },
    change(id: string, change: ScreenChange) {
      api.asked.push([id, change]);
      return done(change.name === 'Taken' ? 'There is a screen “Taken” already.' : null);
    },
    revoke(id) {
      api.kept.splice(
        api.kept.findIndex((each) => each.id === id),
        1,
      );
      return done(null);
    },
    silence(room, minutes) {
      api.asked.push([room, minutes]);
      return Promise.resolve({ answer: `${room} is silenced until 12:10:00 UTC.` });
    },
  };
  return api;
}
