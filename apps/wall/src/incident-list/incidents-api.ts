import {
  errorAnswerSchema,
  incidentsAnswerSchema,
  maxIncidentsPerAnswer,
  routes,
  type IncidentsAnswer,
  type IncidentState,
} from '@yagura/contract';

export interface PageAsked {
  readonly states: readonly IncidentState[];
  readonly below: number | null;
  /** As many as an answer holds where it is not said. */
  readonly limit?: number;
}

export type Paged = { readonly answer: IncidentsAnswer } | { readonly problem: string };
export type AskIncidents = (asked: PageAsked) => Promise<Paged>;

export const askIncidents: AskIncidents = async ({ states, below, limit = maxIncidentsPerAnswer }) => {
  const query = new URLSearchParams({ state: states.join(','), limit: String(limit) });
  if (below !== null) query.set('below', String(below));
  try {
    const response = await fetch(`${routes.incidents}?${query.toString()}`);
    const body: unknown = await response.json();
    const answer = incidentsAnswerSchema.safeParse(body);
    if (response.ok && answer.success) return { answer: answer.data };
    const error = errorAnswerSchema.safeParse(body);
    return { problem: error.success ? `${error.data.error}. ${error.data.remedy}` : 'The relay does not answer.' };
  } catch {
    return { problem: 'The relay does not answer.' }; // away, too slow, or no JSON
  }
};
