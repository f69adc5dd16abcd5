import { maxSimilar, routes, type SimilarAnswer } from '@yagura/contract';
import { likenessOf, mostSimilar, whatHelped } from '@yagura/domain';
import type { History } from '@yagura/history';
import { Router, type Response } from 'express';
import type { LiveBoard } from '../board/live-board.ts';
import { sendProblem } from '../http/problem.ts';
import { withHistory } from '../http/refusals.ts';
import type { RecentIncidents } from './recent-incidents.ts';

export interface SimilarRoutesOptions {
  readonly history: Pick<History, 'incident' | 'incidentsLike'>;
  readonly recent: RecentIncidents;
  readonly current: (response: Response) => LiveBoard | null;
}

/** What was like this before, and what ended it. */
export function similarRoutes({ history, recent, current }: SimilarRoutesOptions): Router {
  const router = Router();
  router.get(routes.incidentSimilar, (request, response) =>
    withHistory(response, async () => {
      const name = request.params.id;
      const incident = recent.newest(name, await history.incident(name));
      if (incident === null)
        return sendProblem(response, 404, 'there is no such incident', `GET ${routes.incidents} lists them.`);
      const one = likenessOf(incident);
      const found = mostSimilar(one, await history.incidentsLike(one), kindsOf(current(response)), maxSimilar);
      const similar: SimilarAnswer['similar'] = [];
      for (const { id, why } of found) {
        const past = await history.incident(id);
        if (past === null) continue;
        const { number, title, priority, times, closed } = past;
        similar.push({ id, number, title, priority, times, closed, why: [...why], helped: whatHelped(past) });
      }
      response.json({ similar } satisfies SimilarAnswer);
    }),
  );
  return router;
}

function kindsOf(live: LiveBoard | null): (component: string) => string | null {
  return (component) => {
    const index = live?.indexOf.get(component);
    return index === undefined ? null : (live?.board.layout.components[index]?.kind ?? null);
  };
}
