import { errorAnswerSchema, routes, sessionAnswerSchema, type SessionAnswer, type SignIn } from '@yagura/contract';

/** What the wall asks the relay about people. A problem is a sentence to show. */
export interface PeopleApi {
  session(): Promise<{ readonly answer: SessionAnswer } | { readonly problem: string }>;
  signIn(body: SignIn): Promise<string | null>;
  changePerson(person: string, pin: string): Promise<string | null>;
  signOut(): Promise<string | null>;
}

const away = 'The relay does not answer.';

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

/** null: it is done; else why it is not. */
async function say(method: string, path: string, said: object): Promise<string | null> {
  const { ok, body } = await send(method, path, said);
  return ok ? null : problemIn(body);
}

async function send(method: string, path: string, said?: object): Promise<{ ok: boolean; body: unknown }> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(path, { method, headers, ...(said && { body: JSON.stringify(said) }) });
    return { ok: response.ok, body: await response.json() };
  } catch {
    return { ok: false, body: null }; // away, or no JSON
  }
}

function problemIn(body: unknown): string {
  const error = errorAnswerSchema.safeParse(body);
  return error.success ? `${capital(error.data.error)}. ${error.data.remedy}` : away;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
