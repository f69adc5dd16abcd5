import { errorAnswerSchema, incidentAnswerSchema, routes, type IncidentAnswer } from '@yagura/contract';
import { createContext } from 'react';

export type Asked = { readonly answer: IncidentAnswer } | { readonly problem: string };
export type AskIncident = (incident: string) => Promise<Asked>;

export const askIncident: AskIncident = async (incident) => {
  try {
    const response = await fetch(routes.incident.replace(':id', encodeURIComponent(incident)));
    const body: unknown = await response.json();
    const answer = incidentAnswerSchema.safeParse(body);
    if (response.ok && answer.success) return { answer: answer.data };
    const error = errorAnswerSchema.safeParse(body);
    return { problem: error.success ? `${error.data.error}. ${error.data.remedy}` : 'The relay does not answer.' };
  } catch {
    return { problem: 'The relay does not answer.' }; // away, too slow, or no JSON
  }
};

export const AskIncidentContext = createContext<AskIncident>(askIncident);
