import { errorAnswerSchema } from '@yagura/contract';

export interface Sent {
  readonly ok: boolean;
  readonly body: unknown;
}

/** One question to the relay; what cannot be asked or read has no body. */
export async function send(method: string, path: string, said?: object): Promise<Sent> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(path, { method, headers, ...(said && { body: JSON.stringify(said) }) });
    return { ok: response.ok, body: await response.json() };
  } catch {
    return { ok: false, body: null }; // away, or no JSON
  }
}

/** null: it is done; else why it is not. */
export async function say(method: string, path: string, said: object): Promise<string | null> {
  const { ok, body } = await send(method, path, said);
  return ok ? null : problemIn(body);
}

export function problemIn(body: unknown): string {
  const error = errorAnswerSchema.safeParse(body);
  return error.success ? `${capital(error.data.error)}. ${error.data.remedy}` : 'The relay does not answer.';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
