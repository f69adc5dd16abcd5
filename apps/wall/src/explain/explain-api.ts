import {
  errorAnswerSchema,
  explainAnswerSchema,
  overrideAnswerSchema,
  routes,
  type CalendarOverride,
  type ExplainAnswer,
} from '@yagura/contract';

export type Explained = { readonly answer: ExplainAnswer } | { readonly problem: string };
export type AskExplain = (component: string, signal: AbortSignal) => Promise<Explained>;

const away = 'The relay does not answer.';

export const askExplain: AskExplain = async (component, signal) => {
  try {
    const response = await fetch(routes.explain.replace(':id', encodeURIComponent(component)), { signal });
    const body: unknown = await response.json();
    const answer = explainAnswerSchema.safeParse(body);
    return response.ok && answer.success ? { answer: answer.data } : { problem: problemIn(body) };
  } catch {
    return { problem: away }; // away, too slow, no JSON, or not wanted any more
  }
};

/** null: it is recorded; else why it is not. */
export type SayOverride = (override: CalendarOverride) => Promise<string | null>;

export const sayOverride: SayOverride = async (override) => {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(routes.overrides, { method: 'POST', headers, body: JSON.stringify(override) });
    const body: unknown = await response.json();
    return response.ok && overrideAnswerSchema.safeParse(body).success ? null : problemIn(body);
  } catch {
    return `${away} Nothing is recorded.`;
  }
};

function problemIn(body: unknown): string {
  const error = errorAnswerSchema.safeParse(body);
  return error.success ? `${error.data.error}. ${error.data.remedy}` : away;
}
