import type { Reason, ReasonCode } from '@yagura/contract';
import { dayUtcOf, endingWith, secondsOf, utcOf } from '../words.ts';
import { ruleSentences } from './explain-rule.ts';

/** One sentence for each code of the closed list; the compiler misses any that has none. */
export type Sentences<Code extends ReasonCode> = {
  readonly [C in Code]: (reason: Extract<Reason, { code: C }>) => string;
};

const sentences: Sentences<ReasonCode> = {
  ...ruleSentences,
  heard: () => 'Beats arrive and say that all is well.',
  'never-seen': () => 'Never heard from since it came onto the desk.',
  silent: (reason) => `Nothing heard since ${utcOf(reason.lastBeatAt)}; the limit is ${secondsOf(reason.limitMs)}.`,
  uncovered: (reason) =>
    `Nothing heard since ${utcOf(reason.lastBeatAt)}, and collector ${reason.collector} cannot vouch for that time.`,
  expired: () => 'What was known is older than it may be, so it says nothing about now.',
  'collector-lost': (reason) =>
    `Our collector ${reason.collector} was last heard at ${utcOf(reason.lastHeardAt)}. That says nothing about the component itself.`,
  'port-blind': (reason) =>
    `Collector ${reason.collector} does not hear its own canary on ${reason.port} since ${utcOf(reason.canaryAt)}.`,
  'site-dark': (reason) =>
    `Site ${reason.site} fell silent as a whole and no witness there answers, so nobody can tell.`,
  says: (reason) => `It says ${reason.status} of itself${endingWith(reason.message)}`,
  recovering: (reason) =>
    `Good again after ${reason.from}: ${reason.good} of ${reason.need} good beats, ${secondsOf(reason.remainingMs)} to go.`,
  restarting: (reason) => `Restarted ${reason.epochs} times within ${secondsOf(reason.withinMs)}.`,
  clock: (reason) =>
    `Its clock is ${secondsOf(Math.abs(reason.offsetMs))} ${reason.offsetMs > 0 ? 'ahead' : 'behind'}; the limit is ${secondsOf(reason.limitMs)}.`,
  'planned-work': (reason) => `Planned work ${reason.plan} covers it until ${dayUtcOf(reason.until)}.`,
  'announced-restart': (reason) => `Announced restart; back by ${utcOf(reason.until)}.`,
};

/** One plain sentence for each reason. */
export function explain(reason: Reason): string {
  return sayBy(sentences, reason);
}

export function sayBy(said: Sentences<ReasonCode>, reason: Reason): string {
  const say = said[reason.code] as (reason: Reason) => string; // the code chose the sentence made for this very reason
  return say(reason);
}
