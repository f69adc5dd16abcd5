import type { AttachAsk, Fact } from '@yagura/contract';
import type { LiveBoard } from '../board/live-board.ts';
import { explainAnswer } from '../explain/explain-answer.ts';

const notAsked = { absent: 'The past was not asked for.' } as const;

/** What is attached: a component in the words of its explanation at this instant; null where there is no such component. */
export function factOf(ask: AttachAsk, live: LiveBoard, now: number): Fact | null {
  if ('url' in ask) return { kind: 'link', url: ask.url, title: ask.title };
  const index = live.indexOf.get(ask.component);
  const answer = index === undefined ? null : explainAnswer(live, index, notAsked, now);
  if (answer === null) return null;
  const { because, evidence, status } = answer;
  const sentence = because.map(({ text }) => text).join(' ');
  // Other reasons have their figures in their sentence.
  const measured = because.flatMap(({ rule, value, limit }) =>
    rule === null || value === null || limit === null ? [] : [`${value} against ${limit}`],
  );
  const figures = [...measured, evidence.text].slice(0, 10).map((text) => text.slice(0, 300));
  return { kind: 'state', component: ask.component, health: status.health, sentence: sentence.slice(0, 1500), figures };
}

/** Whether a fact is what was asked for; the words of a component move on while somebody asks again. */
export function isAskOf(ask: AttachAsk, fact: Fact): boolean {
  if ('url' in ask) return fact.kind === 'link' && fact.url === ask.url && fact.title === ask.title;
  return fact.kind === 'state' && fact.component === ask.component;
}
