import { commandAnswerSchema, errorAnswerSchema, routes, type CommandAnswer } from '@yagura/contract';

export interface ToTell {
  /** Null where a new one is opened. */
  readonly incident: string | null;
  readonly verb: string;
  /** What the person saw. */
  readonly expected: number | null;
  /** The same for every try of one intention, so that it happens once. */
  readonly key: string;
  readonly words: Readonly<Record<string, string | number | readonly string[]>>;
}

export type Told = CommandAnswer | { readonly problem: string };
export type TellIncident = (toTell: ToTell) => Promise<Told>;

const retries = 3;
const retryAfterMs = 700;

export const tellIncident: TellIncident = (toTell) => {
  const { path, body } = requestOf(toTell);
  return tellCommand(path, body);
};

/** Sent again under its key while nothing answers: then it happened once or not at all. */
export async function tellCommand<Body extends { readonly key: string }>(path: string, body: Body): Promise<Told> {
  for (let left = retries; ; left--) {
    const answer = await send(path, body);
    if (answer !== null) return answer;
    if (left === 0)
      return {
        problem: 'The relay does not answer, so nobody can say whether it was done. Look again before you repeat it.',
      };
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
  }
}

/** Null where nothing came back. */
async function send(path: string, said: object): Promise<Told | null> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(said) });
    const body: unknown = await response.json();
    const answer = commandAnswerSchema.safeParse(body);
    if (answer.success) return answer.data;
    if (response.status === 503) return null; // nobody can say; the same key may be sent again
    const error = errorAnswerSchema.safeParse(body);
    return { problem: error.success ? `Not done: ${error.data.error}. ${error.data.remedy}` : 'Not done.' };
  } catch {
    return null;
  }
}

interface CommandRequest {
  readonly path: string;
  readonly body: { readonly key: string; readonly [word: string]: string | number | readonly string[] | null };
}

function requestOf({ incident, verb, expected, key, words }: ToTell): CommandRequest {
  const body = { key, expected, ...words };
  if (incident === null) return { path: routes.incidents, body };
  return { path: routes.incidentVerb.replace(':id', encodeURIComponent(incident)).replace(':verb', verb), body };
}

/** Not every wall is served over TLS, and without it browsers give no UUIDs. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
