import { errorAnswerSchema } from '@yagura/contract';

/** A browser: it keeps its cookies and is of our own page. */
export interface TestBrowser {
  readonly cookie: () => string;
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** As they were set: with everything that a browser heeds. */
  readonly set: readonly string[];
}

export function openTestBrowser(url: () => string): TestBrowser {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookie,
    async ask(method, path, said) {
      const headers = { 'content-type': 'application/json', cookie: cookie(), 'user-agent': 'A browser' };
      const sent = method === 'GET' ? {} : { body: JSON.stringify(said ?? {}) };
      const answer = await fetch(`${url()}/api/v1${path}`, { method, headers, ...sent });
      const set = answer.headers.getSetCookie();
      for (const line of set) keep(cookies, line);
      const body: unknown = await answer.json();
      if (answer.status >= 400) errorAnswerSchema.parse(body);
      return { status: answer.status, body, set };
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
  if (value === '') cookies.delete(name);
  else cookies.set(name, value);
}
