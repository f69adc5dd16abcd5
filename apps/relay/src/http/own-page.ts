import type { RequestHandler } from 'express';
import { isOwnOrigin } from './door.ts';
import { sendProblem } from './problem.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whatever changes something comes from our own page, or from no page at all. */
export function ownPageOnly(): RequestHandler {
  return (request, response, next) => {
    if (harmless.has(request.method)) return next();
    // A form of another site can send neither this content type nor our origin.
    if (!isOwnOrigin(request) || request.headers['sec-fetch-site'] === 'cross-site')
      return sendProblem(response, 403, 'another site may not do that', 'Use the wall itself.');
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
      return sendProblem(response, 415, 'the body is not JSON', 'Send content-type: application/json.');
    next();
  };
}
