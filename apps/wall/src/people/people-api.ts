import { routes, sessionAnswerSchema, type SessionAnswer, type SignIn } from '@yagura/contract';
import { problemIn, say, send } from './send.ts';

/** What the wall asks the relay about people. A problem is a sentence to show. */
export interface PeopleApi {
  session(): Promise<{ readonly answer: SessionAnswer } | { readonly problem: string }>;
  signIn(body: SignIn): Promise<string | null>;
  changePerson(person: string, pin: string): Promise<string | null>;
  signOut(): Promise<string | null>;
}

export const peopleApi: PeopleApi = {
  async session() {
    const { ok, body } = await send('GET', routes.session);
    const answer = sessionAnswerSchema.safeParse(body);
    return ok && answer.success ? { answer: answer.data } : { problem: problemIn(body) };
  },
  signIn: (body) => say('POST', routes.session, body),
  changePerson: (person, pin) => say('POST', routes.sessionPerson, { person, pin }),
  signOut: () => say('DELETE', routes.session, {}),
};
