import { routes, similarAnswerSchema, type SimilarAnswer } from '@yagura/contract';
import { createContext } from 'react';

export type AskSimilar = (incident: string) => Promise<SimilarAnswer['similar']>;

/** Nothing where nobody answers: the page is about the incident, and says already when the history is away. */
export const askSimilar: AskSimilar = async (incident) => {
  try {
    const response = await fetch(routes.incidentSimilar.replace(':id', encodeURIComponent(incident)));
    const answer = similarAnswerSchema.safeParse(await response.json());
    return answer.success ? answer.data.similar : [];
  } catch {
    return []; // away, too slow, or no JSON
  }
};

export const AskSimilarContext = createContext<AskSimilar>(askSimilar);
