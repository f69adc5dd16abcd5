import { routes } from '@yagura/contract';
import type { Log, Readiness } from '@yagura/service';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { RelayCounters } from '../relay-counters.ts';
import { explainRoutes } from '../explain/explain-routes.ts';
import { overrideRoutes, type OverrideRoutesOptions } from '../overrides/override-routes.ts';
import { incidentRoutes, type IncidentRoutesOptions } from '../incidents/incident-routes.ts';
import { hookRoutes } from '../webhooks/hook-routes.ts';
import { webhookRoutes, type WebhookRoutesOptions } from '../webhooks/webhook-routes.ts';
import { similarRoutes, type SimilarRoutesOptions } from '../incidents/similar-routes.ts';
import { waiverRoutes, type WaiverRoutesOptions } from '../waivers/waiver-routes.ts';
import type { Access } from '../people/access.ts';
import { auditRoutes } from '../people/audit-routes.ts';
import { gate } from '../people/gate.ts';
import { peopleRoutes } from '../people/people-routes.ts';
import { sessionRoutes } from '../people/session-routes.ts';
import { pairingRoutes, type PairingRoutesOptions } from '../registered/pairing-routes.ts';
import { screenRoutes, type ScreenRoutesOptions } from '../registered/screen-routes.ts';
import { silenceRoutes } from '../registered/silence-routes.ts';
import { tokenRoutes } from '../people/token-routes.ts';
import { boardRoutes, type BoardRoutesOptions } from './board-routes.ts';
import { sendProblem } from './problem.ts';
import { groupRoutes, type GroupRoutesOptions } from './group-routes.ts';
import type { DoorRules } from './door.ts';
import { ownPageOnly } from './own-page.ts';
import { ownHostOnly, securityHeaders } from './security.ts';
import { refuseUnreadable } from './read-body.ts';
import { showMeRoutes } from './show-me-routes.ts';
import { wallFiles } from './wall-files.ts';

export interface AppOptions
  extends
    Omit<BoardRoutesOptions, 'history'>,
    Omit<GroupRoutesOptions, 'history'>,
    Omit<IncidentRoutesOptions, 'history'>,
    Omit<WaiverRoutesOptions, 'history'>,
    Omit<WebhookRoutesOptions, 'access'>,
    PairingRoutesOptions,
    Omit<ScreenRoutesOptions, 'current'>,
    OverrideRoutesOptions {
  readonly history: BoardRoutesOptions['history'] &
    GroupRoutesOptions['history'] &
    IncidentRoutesOptions['history'] &
    SimilarRoutesOptions['history'] &
    WaiverRoutesOptions['history'];
  readonly counters: RelayCounters;
  readonly door: DoorRules;
  readonly access: Access;
  readonly log: Log;
  readonly readiness: () => Readiness;
  readonly opsPort: () => number;
  readonly simulatorUrl: string | null;
  readonly wallFolder: string | null;
}

export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(securityHeaders(), ownHostOnly(options.door, options.counters));
  app.use('/api', (_, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  app.use('/api', ownPageOnly());
  app.use(gate(options.access));
  app.use(boardRoutes(options), groupRoutes(options), explainRoutes(options), overrideRoutes(options));
  // A mute of an incident goes before the verbs that concern it alone.
  app.use(waiverRoutes(options), incidentRoutes(options), similarRoutes(options));
  app.use(webhookRoutes(options), hookRoutes(options));
  app.use(showMeRoutes(options.simulatorUrl));
  const { access } = options;
  app.use(sessionRoutes(access), peopleRoutes(access), tokenRoutes(access), auditRoutes(access));
  app.use(pairingRoutes(options), screenRoutes(options), silenceRoutes(options));
  app.use('/api', refuseUnreadable);
  app.get(routes.healthz, (_, response) => void response.json({ healthy: true }));
  app.get(routes.readyz, (_, response) => {
    const readiness = options.readiness();
    response.status(readiness.ready ? 200 : 503).json(readiness);
  });
  app.get(routes.metrics, (_, response) => {
    const remedy = `Ask port ${options.opsPort()} of the same address.`;
    sendProblem(response, 404, 'metrics are served apart, so that they answer also when this port cannot', remedy);
  });
  app.use(wallFiles(options.wallFolder));
  app.use((_, response) => sendProblem(response, 404, 'there is nothing at this address', 'Begin at /.'));
  app.use(answerFaults(options.log));
  return app;
}

/** Express knows it by its four parameters. */
function answerFaults(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    if (status < 500) return sendProblem(response, status, 'there is nothing at this address', 'Begin at /.');
    log.error('a request failed', { path: request.path, error });
    return sendProblem(response, 500, 'the relay failed at this request', 'Its log says why.');
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
