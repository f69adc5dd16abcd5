import {
  muteBodySchema,
  planBodySchema,
  proposeBodySchema,
  routes,
  waiverActionSchema,
  waiverVerbBodySchema,
  type Command,
  type CommandAnswer,
  type Plan,
  type PlanPreview,
  type Waiver,
  type WaiverAction,
  type WaiverAnswer,
  type WaiversAnswer,
} from '@yagura/contract';
import { mayDo } from '@yagura/domain';
import type { History } from '@yagura/history';
import express, { Router, type Request, type Response } from 'express';
import type { LiveBoard } from '../board/live-board.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import { commandOf, sendIssue, sendTold, tellCommand } from '../commands/tell-command.ts';
import { sendProblem } from '../http/problem.ts';
import { sendNoBoard, withHistory } from '../http/refusals.ts';
import { personAt } from '../people/gate.ts';
import { factsOfPlan, type Asked } from './facts-of-plan.ts';
import { plansCalendar } from './plans-calendar.ts';
import type { RecentWaivers } from './recent-waivers.ts';
import { workOutPlan, type WorkedOut } from './work-out-plan.ts';

export interface WaiverRoutesOptions {
  readonly history: Pick<History, 'waivers' | 'waiver'>;
  readonly commands: CommandDesk;
  readonly recentWaivers: RecentWaivers;
  readonly current: (response: Response) => LiveBoard | null;
  readonly deskNow: () => number;
}

/** Thousands of components by name. */
const longest = '512kb';
const perPage = 200;

/** What is muted and planned, and what people want of it. */
export function waiverRoutes(options: WaiverRoutesOptions): Router {
  const router = Router();
  const body = express.json({ limit: longest });
  router.get(routes.waivers, (request, response) => sendPage(options, request, response));
  router.get(routes.plansCalendar, (_, response) => sendCalendar(options, response));
  router.get(routes.waiver, (request, response) => sendOne(options, request, response));
  router.post(routes.mutes, body, (request, response) => mute(options, request.body, response));
  router.post(routes.incidentMute, body, (request, response) => {
    const said: object = request.body instanceof Object ? request.body : {};
    return mute(options, { ...said, incident: request.params['id'] }, response);
  });
  router.post(routes.planPreview, body, (request, response) => preview(options, request, response));
  router.post(routes.plans, body, (request, response) => propose(options, request, response));
  router.post(routes.waiverApprove, body, (request, response) => approve(options, request, response));
  router.post(routes.waiverVerb, body, (request, response) => act(options, request, response));
  return router;
}

async function sendPage(options: WaiverRoutesOptions, { query }: Request, response: Response): Promise<void> {
  const { state = 'standing', below = '' } = query;
  if ((state !== 'standing' && state !== 'all') || typeof below !== 'string' || !/^\d{0,15}$/.test(below))
    return sendProblem(response, 400, 'state or below is not understood', 'Give state=standing or all, and a number.');
  const asked = { standing: state === 'standing', below: below === '' ? null : Number(below) };
  await withHistory(response, async () => {
    const found = await options.history.waivers({ ...asked, limit: perPage + 1 });
    const more = found.length > perPage ? (found[perPage - 1]?.number ?? null) : null;
    const answer: WaiversAnswer = {
      waivers: options.recentWaivers.page(found.slice(0, perPage), asked),
      below: more,
    };
    response.json(answer);
  });
}

async function sendOne(options: WaiverRoutesOptions, request: Request, response: Response): Promise<void> {
  const live = options.current(response);
  if (!live) return sendNoBoard(response);
  await withHistory(response, async () => {
    const waiver = await waiverNamed(options, String(request.params['id']));
    if (waiver === null) return sendNone(response);
    const facts = waiver.kind === 'plan' && waiver.ended === null ? await factsOf(options, live, waiver) : null;
    const answer: WaiverAnswer = { waiver, facts };
    response.json(answer);
  });
}

async function sendCalendar(options: WaiverRoutesOptions, response: Response): Promise<void> {
  const live = options.current(response);
  if (!live) return sendNoBoard(response);
  await withHistory(response, async () => {
    const plans = await standingPlans(options);
    const text = plansCalendar(live.board.layout.desk.name, plans, options.deskNow());
    response.type('text/calendar').send(text);
  });
}

async function mute(options: WaiverRoutesOptions, said: unknown, response: Response): Promise<void> {
  const parsed = muteBodySchema.safeParse(said);
  if (!parsed.success) return sendIssue(response, parsed.error);
  const { key, components, incident, ...rest } = parsed.data;
  if ((components === undefined) === (incident === undefined))
    return sendProblem(response, 400, 'what is muted is not said', 'Give either components or an incident.');
  const what = components === undefined ? { incident } : { components };
  await tell(options, response, key, { kind: 'mute', what, ...rest });
}

async function preview(options: WaiverRoutesOptions, request: Request, response: Response): Promise<void> {
  const parsed = planBodySchema.safeParse(request.body);
  if (!parsed.success) return sendIssue(response, parsed.error);
  const live = options.current(response);
  if (!live) return sendNoBoard(response);
  const plan = workOutPlan(parsed.data, live);
  if ('problem' in plan) return sendProblem(response, 422, plan.problem, plan.remedy);
  await withHistory(response, async () => {
    const facts = await factsOf(options, live, { ...plan, id: null });
    const { components, windows } = plan;
    const answer: PlanPreview = { components, windows, facts };
    response.json(answer);
  });
}

async function propose(options: WaiverRoutesOptions, request: Request, response: Response): Promise<void> {
  const parsed = proposeBodySchema.safeParse(request.body);
  if (!parsed.success) return sendIssue(response, parsed.error);
  const { key, title, reason, ...meant } = parsed.data;
  const isThis: IsThis = ({ does }) => does.kind === 'plan' && does.title === title && does.reason === reason;
  if (await sentAgain(options, response, key, isThis)) return;
  const live = options.current(response);
  if (!live) return sendNoBoard(response);
  const plan: WorkedOut | { readonly problem: string; readonly remedy: string } = workOutPlan(meant, live);
  if ('problem' in plan) return sendProblem(response, 422, plan.problem, plan.remedy);
  await tell(options, response, key, { kind: 'plan', title, reason, ...plan });
}

type IsThis = (command: Command) => boolean;

/** What was done under this key is answered again, whatever the board is by now: it would be worked out otherwise, and be done once. */
async function sentAgain(
  { commands }: WaiverRoutesOptions,
  response: Response,
  key: string,
  is: IsThis,
): Promise<boolean> {
  const { person } = personAt(response);
  let told = false;
  await tellCommand(response, async () => {
    const answer = await commands.done(key, (one) => 'person' in one && one.person === person && is(one));
    told = answer !== null;
    if (answer) sendTold(response, answer);
  });
  return told || response.headersSent;
}

/** With what it conflicts is found out anew, and must be what the approver was shown. */
async function approve(options: WaiverRoutesOptions, request: Request, response: Response): Promise<void> {
  const parsed = waiverVerbBodySchema.safeParse(request.body);
  if (!parsed.success) return sendIssue(response, parsed.error);
  const { key, expected, conflicts: shown } = parsed.data;
  const plan = String(request.params['id']);
  const isThis: IsThis = ({ does }) => does.kind === 'waiver' && does.waiver === plan && does.action.verb === 'approve';
  if (await sentAgain(options, response, key, isThis)) return;
  const live = options.current(response);
  if (!live) return sendNoBoard(response);
  if (shown === undefined)
    return sendProblem(
      response,
      400,
      'conflicts: is missing',
      `Send those of GET ${routes.waiver}, as they were shown.`,
    );
  await withHistory(response, async () => {
    const waiver = await waiverNamed(options, plan);
    if (waiver === null) return sendNone(response);
    const { id, revision } = waiver;
    const { conflicts } = waiver.kind === 'plan' ? await factsOf(options, live, waiver) : { conflicts: [] };
    if (JSON.stringify(conflicts) !== JSON.stringify(shown)) {
      const text = 'what it conflicts with is not what was shown: look at it again';
      const answer: CommandAnswer = { result: 'conflict', incident: null, waiver: id, revision, text };
      return void response.status(409).json(answer);
    }
    await tell(options, response, key, {
      kind: 'waiver',
      waiver: id,
      expected,
      action: { verb: 'approve', conflicts },
    });
  });
}

async function act(options: WaiverRoutesOptions, request: Request, response: Response): Promise<void> {
  const parsed = waiverVerbBodySchema.safeParse(request.body);
  if (!parsed.success) return sendIssue(response, parsed.error);
  const { key, expected, until } = parsed.data;
  const action = waiverActionSchema.safeParse({ verb: request.params['verb'], until });
  if (!action.success) return sendIssue(response, action.error);
  const id = String(request.params['id']);
  if (isLeads(id, action.data) && !mayDo(personAt(response), 'approve-plan'))
    return sendProblem(response, 403, 'a plan is extended by who may approve it', 'Ask a lead.');
  await tell(options, response, key, { kind: 'waiver', waiver: id, expected, action: action.data });
}

/** More time is more than was approved. */
function isLeads(id: string, { verb }: WaiverAction): boolean {
  return verb === 'extend' && id.startsWith('plan-');
}

async function tell({ commands }: WaiverRoutesOptions, response: Response, key: string, does: unknown): Promise<void> {
  const command = commandOf(response, key, does);
  if (command === null) return;
  await tellCommand(response, async () => sendTold(response, await commands.tell(command)));
}

async function waiverNamed({ history, recentWaivers }: WaiverRoutesOptions, id: string): Promise<Waiver | null> {
  return recentWaivers.newest(id, await history.waiver(id));
}

function sendNone(response: Response): void {
  sendProblem(response, 404, 'there is no such mute or plan', `GET ${routes.waivers} lists them.`);
}

async function standingPlans({ history, recentWaivers }: WaiverRoutesOptions): Promise<Plan[]> {
  const asked = { standing: true, below: null };
  const found = recentWaivers.page(await history.waivers({ ...asked, limit: 1000 }), asked);
  return found.filter((waiver) => waiver.kind === 'plan');
}

async function factsOf(options: WaiverRoutesOptions, live: LiveBoard, asked: Asked) {
  return factsOfPlan(live, asked, await standingPlans(options));
}
