import {
  routes,
  screensAnswerSchema,
  silenceAnswerSchema,
  waitingScreenSchema,
  type NewScreen,
  type ScreenChange,
  type ScreensAnswer,
  type WaitingScreen,
} from '@yagura/contract';
import { ask, type Answered, type Done } from '../people-page/admin-api.ts';
import { say } from '../people/send.ts';

/** What the relay knows of screens, and what is wanted of it. */
export interface ScreensApi {
  screens(): Promise<Answered<ScreensAnswer>>;
  /** Which screen shows this code. */
  waiting(code: string): Promise<Answered<WaitingScreen>>;
  approve(body: NewScreen): Done;
  change(id: string, change: ScreenChange): Done;
  revoke(id: string): Done;
  /** What was said of it, such as until when. null minutes: it is heard again. */
  silence(room: string, minutes: number | null): Promise<Answered<string>>;
}

/** `base` is empty in a page: the relay that served it is the one that is asked. */
export function screensApi(base = ''): ScreensApi {
  const at = (route: string, name: string) => base + route.replace(/:(id|room)/, encodeURIComponent(name));
  return {
    screens: () => ask(screensAnswerSchema, 'GET', base + routes.screens),
    waiting: (code) => ask(waitingScreenSchema, 'GET', at(routes.pairing, code)),
    approve: (body) => say('POST', base + routes.screens, body),
    change: (id, change) => say('PATCH', at(routes.screen, id), change),
    revoke: (id) => say('DELETE', at(routes.screen, id), {}),
    async silence(room, minutes) {
      const [method, body] = minutes === null ? ['DELETE', {}] : ['POST', { minutes }];
      const told = await ask(silenceAnswerSchema, method, at(routes.roomSilence, room), body);
      return 'problem' in told ? told : { answer: told.answer.text };
    },
  };
}
