import { maxAuditEntries, routes, type AuditAnswer } from '@yagura/contract';
import { Router } from 'express';
import { sendWrongSpan } from '../http/refusals.ts';
import { spanOf } from '../http/span.ts';
import { withPeople, type Access } from './access.ts';

/** Who did what: a day by default, the newest thousand lines of what was asked for. */
export function auditRoutes(access: Access): Router {
  const router = Router();
  router.get(routes.audit, async (request, response) => {
    const span = spanOf(request.query, access.now());
    if (!span) return sendWrongSpan(response);
    await withPeople(response, 'the audit cannot be read now', async () => {
      const found = await access.people.audit(span.from, span.to, maxAuditEntries + 1);
      const entries = found.slice(-maxAuditEntries);
      const answer: AuditAnswer = { ...span, entries, truncated: found.length > entries.length };
      response.json(answer);
    });
  });
  return router;
}
