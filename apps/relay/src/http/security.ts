import type { RequestHandler } from 'express';
import type { RelayCounters } from '../relay-counters.ts';
import { isOwnHost, plainHost, type DoorRules } from './door.ts';
import { sendProblem } from './problem.ts';

/** Older browsers do not count web sockets to 'self', so the own address is named. */
function policyFor(host: string): string {
  const own = plainHost.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'self'",
    `connect-src 'self'${own}`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export function securityHeaders(): RequestHandler {
  return (request, response, next) => {
    response.set({
      'content-security-policy': policyFor(request.headers.host ?? ''),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    next();
  };
}

export function ownHostOnly(door: DoorRules, counters: RelayCounters): RequestHandler {
  return (request, response, next) => {
    if (isOwnHost(request.headers.host, door)) return next();
    counters.refused('host');
    sendProblem(response, 421, 'this relay does not answer under that name', 'Use localhost or its own address.');
  };
}
