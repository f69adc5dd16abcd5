import type { Because, ExplainAnswer, Health, Reason, Status } from '@yagura/contract';
import { explain, healthWords, reasonFacts, secondsOf, utcOf } from '@yagura/domain';
import { ageText } from '../board/age.ts';
import type { ClusterStanding, Impact, Neighbour } from './impact.ts';

/** One reason as the panel tells it: the sentence from what the wall shows now, the rule from what the relay said. */
export interface Told {
  readonly text: string;
  /** `612, degraded at > 250`, where there are figures. */
  readonly figures: string | null;
  readonly rule: Because['rule'];
}

export function toldReasons(status: Status, answer: ExplainAnswer | null): Told[] {
  return status.reasons.map((reason) => {
    const { value, limit } = reasonFacts(reason);
    const text = explain(reason);
    return { text, figures: figuresText(text, value, limit), rule: ruleOf(reason, answer) };
  });
}

/** Figures move on from one answer to the next; whose rule a reason is does not. */
function ruleOf(reason: Reason, answer: ExplainAnswer | null): Because['rule'] {
  const same = answer?.because.find(
    ({ code, rule }) => code === reason.code && (!('rule' in reason) || rule?.id === reason.rule),
  );
  return same?.rule ?? null;
}

/** A limit alone is not told twice. */
function figuresText(text: string, value: string | undefined, limit: string | undefined): string | null {
  if (value !== undefined && limit !== undefined) return `${value} against ${limit}`;
  return limit === undefined || text.includes(limit) ? (value ?? null) : `limit ${limit}`;
}

/** After this long without an answer its words are no longer the present. */
const freshForSeconds = 12;

/** What has to be said about the age of the relay's words; null while they are fresh. */
export function staleText(answer: ExplainAnswer | null, problem: string | null, second: number): string | null {
  if (answer === null) return problem;
  const old = second - answer.saidAt / 1000 > freshForSeconds;
  const why = problem === null ? '' : ` ${problem}`;
  if (problem !== null || old) return `These words are from ${utcOf(answer.saidAt)}.${why}`;
  return answer.live ? null : `The relay has no judgement newer than ${utcOf(answer.at)}.`;
}

export function headline(status: Status, second: number): string {
  return `${healthWords[status.health]} for ${ageText(second - status.since / 1000)}`;
}

/** How old what it rests on is; evidence travels in steps, so whole seconds are all that is known. */
export function evidenceText(heardAt: number | null, limitMs: number, second: number): string {
  if (heardAt === null) return 'Never heard here.';
  return `Last heard ${ageText(Math.round(second - heardAt / 1000))} ago; the limit is ${secondsOf(limitMs)}.`;
}

export function clusterText({ id, working, need, of }: ClusterStanding): string {
  const rest = working >= need ? (working < of ? 'it still serves' : 'complete') : 'it does not serve';
  return `Cluster ${id}: ${working} of ${of} work, ${need} needed; ${rest}.`;
}

export function dependantsText({ direct, indirect }: Impact): string {
  if (direct.length === 0) return 'Nothing on this desk names it as a dependency.';
  const more = indirect.length === 0 ? '' : `, ${indirect.length} more through them`;
  return `${direct.length} ${direct.length === 1 ? 'depends' : 'depend'} on it${more}.`;
}

const namesShown = 8;

export interface Named {
  readonly shown: readonly Neighbour[];
  readonly more: number;
}

/** Those that are not well come first: they are why somebody asks. */
export function namedFirst(neighbours: readonly Neighbour[]): Named {
  const calm = new Set<Health>(['ok', 'closed']);
  const ordered = [
    ...neighbours.filter(({ health }) => !calm.has(health)),
    ...neighbours.filter(({ health }) => calm.has(health)),
  ];
  return { shown: ordered.slice(0, namesShown), more: Math.max(0, ordered.length - namesShown) };
}

export function changeText({ from, to }: { readonly from: Health | null; readonly to: Health | null }): string {
  if (from === null) return to === null ? 'left' : `joined as ${healthWords[to]}`;
  return to === null ? 'left the desk' : `${healthWords[from]} → ${healthWords[to]}`;
}

const dayMs = 24 * 3_600_000;

/** A UTC clock, with its date where it is not of these hours. */
export function instantText(instant: number, second: number): string {
  const date = second * 1000 - instant < dayMs ? '' : `${new Date(instant).toISOString().slice(0, 10)} `;
  return `${date}${utcOf(instant)}`;
}

/** `10 min` of a rule's time to respond. */
export function withinText(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  return minutes < 1 ? `${Math.round(milliseconds / 1000)} s` : `${Number(minutes.toFixed(1))} min`;
}
