import {
  attachAskSchema,
  commandHeadSchema,
  incidentActionSchema,
  incidentStateSchema,
  maxIncidentsPerAnswer,
  routes,
  type Command,
  type IncidentAnswer,
  type IncidentsAnswer,
  type IncidentState,
  type LogEntry,
} from '@yagura/contract';
import { isWholeDesk, mayDo } from '@yagura/domain';
import type { History } from '@yagura/history';
import express, { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import type { LiveBoard } from '../board/live-board.ts';
import { sendProblem } from '../http/problem.ts';
import { sendNoBoard, sendUnknown, withHistory } from '../http/refusals.ts';
import type { Access } from '../people/access.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import { commandOf, sendIssue, sendTold, tellCommand } from '../commands/tell-command.ts';
import type { RecentIncidents } from './recent-incidents.ts';
import { factOf, isAskOf } from './fact-of.ts';
import { incidentInMarkdown } from './incident-markdown.ts';

export interface IncidentRoutesOptions {
  readonly history: Pick<History, 'incidents' | 'incident' | 'incidentLog' | 'command'>;
  readonly commands: CommandDesk;
  readonly recent: RecentIncidents;
  readonly access: Pick<Access, 'people'>;
  readonly current: (response: Response) => LiveBoard | null;
  readonly deskNow: () => number;
}

/** Incidents as they are remembered, and what people do to them. */
export function incidentRoutes(options: IncidentRoutesOptions): Router {
  const router = Router();
  router.get(routes.incidents, (request, response) => sendPage(options, request, response));
  router.get(routes.incident, (request, response) => sendOne(options, request, response));
  router.post(routes.incidents, express.json({ limit: '8kb' }), (request, response) =>
    open(options, request, response),
  );
  router.post(routes.incidentVerb, express.json({ limit: '8kb' }), (request, response) =>
    act(options, request, response),
  );
  return router;
}

async function sendPage(
  { history, recent }: IncidentRoutesOptions,
  { query }: Request,
  response: Response,
): Promise<void> {
  const states = statesOf(query['state']);
  const below = wholeOf(query['below']);
  const limit = wholeOf(query['limit']) ?? 50;
  if (states === undefined || below === undefined || limit === undefined)
    return sendProblem(
      response,
      400,
      'state, below or limit is not understood',
      `Give states separated by commas (${incidentStateSchema.options.join(', ')}) and whole numbers.`,
    );
  await withHistory(response, async () => {
    const wanted = Math.max(1, Math.min(limit, maxIncidentsPerAnswer));
    const found = await history.incidents({ states, below, limit: wanted + 1 });
    const more = found.length > wanted ? (found[wanted - 1]?.number ?? null) : null;
    const incidents = recent.page(found.slice(0, wanted), { states, below });
    const answer: IncidentsAnswer = { incidents, below: more };
    response.json(answer);
  });
}

/** Null where all are wanted; undefined where it is not understood. */
function statesOf(text: unknown): IncidentState[] | null | undefined {
  if (text === undefined) return null;
  if (typeof text !== 'string') return undefined;
  const parsed = text.split(',').map((word) => incidentStateSchema.safeParse(word));
  return parsed.every(({ success }) => success) ? parsed.flatMap(({ data }) => data ?? []) : undefined;
}

function wholeOf(text: unknown): number | null | undefined {
  if (text === undefined) return null;
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

async function sendOne(
  { history, recent }: IncidentRoutesOptions,
  request: Request,
  response: Response,
): Promise<void> {
  const name = String(request.params['id']);
  await withHistory(response, async () => {
    const incident = recent.newest(name, await history.incident(name));
    if (incident === null)
      return sendProblem(response, 404, 'there is no such incident', `GET ${routes.incidents} lists them.`);
    const answer: IncidentAnswer = { incident, log: wholeLog(await history.incidentLog(incident.id), incident.log) };
    if (request.query['format'] === 'md') response.type('text/markdown').send(incidentInMarkdown(answer));
    else response.json(answer);
  });
}

/** All that is stored, and what was told since. */
function wholeLog(stored: readonly LogEntry[], newest: readonly LogEntry[]): LogEntry[] {
  const last = stored.at(-1)?.revision ?? 0;
  return [...stored, ...newest.filter(({ revision }) => revision > last)];
}

async function open(options: IncidentRoutesOptions, request: Request, response: Response): Promise<void> {
  const head = commandHeadSchema.safeParse(request.body);
  if (!head.success) return sendIssue(response, head.error);
  const { key: _key, expected: _expected, ...words } = request.body as Record<string, unknown>; // an object: its head was read
  await tell(options, response, head.data.key, { kind: 'open', ...words });
}

async function act(options: IncidentRoutesOptions, request: Request, response: Response): Promise<void> {
  const head = commandHeadSchema.safeParse(request.body);
  if (!head.success) return sendIssue(response, head.error);
  const { key, expected } = head.data;
  if (request.params['verb'] === 'attach') return attach(options, request, response, head.data);
  const { key: _key, expected: _expected, ...words } = request.body as Record<string, unknown>; // an object: its head was read
  const action = incidentActionSchema.safeParse({ ...words, verb: request.params['verb'] });
  if (!action.success) return sendIssue(response, action.error);
  const does = { kind: 'act', incident: String(request.params['id']), expected, action: action.data };
  await tell(options, response, key, does);
}

/** What a component says is filled in here, so that nobody types it, and nobody invents it. */
async function attach(
  options: IncidentRoutesOptions,
  request: Request,
  response: Response,
  { key, expected }: z.infer<typeof commandHeadSchema>,
): Promise<void> {
  const ask = attachAskSchema.safeParse(request.body);
  if (!ask.success)
    return sendProblem(response, 400, 'there is nothing to attach', 'Give a component, or an https url and its title.');
  const live = options.current(response);
  if (!live) return sendNoBoard(response);
  const fact = factOf(ask.data, live, options.deskNow());
  if (fact === null) return sendUnknown(response, 'component' in ask.data ? ask.data.component : '', live);
  const incident = String(request.params['id']);
  await tellCommand(response, async () => {
    const stored = (await options.history.command(key))?.command.does;
    // Sent again, it is the state of its first time.
    const same = stored?.kind === 'act' && stored.action.verb === 'attach' && isAskOf(ask.data, stored.action.fact);
    const action = same ? stored.action : { verb: 'attach', fact };
    const command = commandOf(response, key, { kind: 'act', incident, expected, action });
    if (command !== null) sendTold(response, await options.commands.tell(command));
  });
}

/** Whoever is handed something must be somebody who can act on it. */
async function isNobody({ access }: IncidentRoutesOptions, { does }: Command): Promise<boolean> {
  if (does.kind !== 'act' || does.action.verb !== 'hand-to') return false;
  const account = await access.people.find(does.action.person);
  if (account === null || !account.active || !isWholeDesk(account.scope)) return true;
  return !mayDo({ kind: 'person', role: account.role }, 'act');
}

async function tell(options: IncidentRoutesOptions, response: Response, id: string, does: unknown): Promise<void> {
  const command = commandOf(response, id, does);
  if (command === null) return;
  await tellCommand(response, async () => {
    if (await isNobody(options, command))
      return sendProblem(response, 422, 'there is nobody of that name who may act', 'Name somebody as they sign in.');
    sendTold(response, await options.commands.tell(command));
  });
}
