import { errorAnswerSchema, routes, showMeAnswerSchema, type ShowMeAnswer, type ShowMeStep } from '@yagura/contract';

export type Asked = { readonly answer: ShowMeAnswer } | { readonly problem: string };

export type AskShowMe = (step: ShowMeStep | null) => Promise<Asked>;

/** What the demo can show (null), or: show it. */
export const askShowMe: AskShowMe = async (step) => {
  try {
    const response = await fetch(
      step === null ? routes.showMe : routes.showMeStep.replace(':step', step),
      step === null ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
    );
    const body: unknown = await response.json();
    const answer = showMeAnswerSchema.safeParse(body);
    if (response.ok && answer.success) return { answer: answer.data };
    const error = errorAnswerSchema.safeParse(body);
    return { problem: error.success ? `${error.data.error}. ${error.data.remedy}` : 'The demo does not answer.' };
  } catch {
    return { problem: 'The demo does not answer.' }; // away, or no JSON
  }
};
