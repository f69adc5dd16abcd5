import {
  errorAnswerSchema,
  planPreviewSchema,
  routes,
  waiverAnswerSchema,
  waiversAnswerSchema,
  type MuteBody,
  type PlanBody,
  type PlanPreview,
  type Waiver,
  type WaiverAnswer,
} from '@yagura/contract';
import type { z } from 'zod';
import { tellCommand, type Told } from '../incidents/incident-api.ts';

export type Answered<Answer> = { readonly answer: Answer } | { readonly problem: string };

export interface WaiverAct {
  readonly key: string;
  /** What the person saw. */
  readonly expected: number;
  readonly until?: number;
  readonly conflicts?: readonly string[];
}
export type WaiverVerb = 'approve' | 'start' | 'end' | 'extend';

/** What the relay knows of mutes and plans, and what is wanted of them. */
export interface WaiverApi {
  /** Everything that is not over, and what is among the newest. */
  list(): Promise<Answered<readonly Waiver[]>>;
  one(id: string): Promise<Answered<WaiverAnswer>>;
  preview(plan: PlanBody): Promise<Answered<PlanPreview>>;
  mute(body: MuteBody): Promise<Told>;
  propose(body: PlanBody & { readonly key: string }): Promise<Told>;
  act(id: string, verb: WaiverVerb, body: WaiverAct): Promise<Told>;
}

export const waiverApi: WaiverApi = {
  list: listAll,
  one: (id) => ask(routes.waiver.replace(':id', encodeURIComponent(id)), waiverAnswerSchema),
  preview: (plan) => ask(routes.planPreview, planPreviewSchema, plan),
  mute: (body) => tellCommand(routes.mutes, body),
  propose: (body) => tellCommand(routes.plans, body),
  act: (id, verb, body) =>
    tellCommand(routes.waiverVerb.replace(':id', encodeURIComponent(id)).replace(':verb', verb), body),
};

async function listAll(): Promise<Answered<readonly Waiver[]>> {
  const newest = await ask(`${routes.waivers}?state=all`, waiversAnswerSchema);
  if ('problem' in newest) return newest;
  const found = new Map(newest.answer.waivers.map((waiver) => [waiver.number, waiver]));
  let below = newest.answer.below;
  while (below !== null) {
    const page = await ask(`${routes.waivers}?state=standing&below=${below}`, waiversAnswerSchema);
    if ('problem' in page) return page;
    for (const waiver of page.answer.waivers) if (!found.has(waiver.number)) found.set(waiver.number, waiver);
    below = page.answer.below;
  }
  return { answer: [...found.values()] };
}

const away = 'The relay does not answer.';

async function ask<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  body?: object,
): Promise<Answered<z.infer<Schema>>> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(path, body && { method: 'POST', headers, body: JSON.stringify(body) });
    const said: unknown = await response.json();
    const answer = schema.safeParse(said);
    if (response.ok && answer.success) return { answer: answer.data };
    const error = errorAnswerSchema.safeParse(said);
    return { problem: error.success ? `${error.data.error}. ${error.data.remedy}` : away };
  } catch {
    return { problem: away }; // away, too slow, or no JSON
  }
}
