import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import { sendProblem } from './problem.ts';

/** Names the wall that this relay serves: another page, another build. */
export function buildOf(folder: string | null): string {
  const page = folder === null ? null : readPage(folder);
  return page === null ? 'none' : createHash('sha256').update(page).digest('hex').slice(0, 12);
}

export function wallFiles(folder: string | null): Router {
  const router = Router();
  const page = folder === null ? null : join(folder, 'index.html');
  if (folder !== null) {
    const hashed = { immutable: true, maxAge: '365d', index: false, redirect: false, fallthrough: false } as const;
    router.use('/assets', express.static(join(folder, 'assets'), hashed));
    const others = {
      index: 'index.html',
      redirect: false,
      setHeaders: (response: express.Response) => response.set('cache-control', 'no-cache'),
    };
    router.use(express.static(folder, others));
  }
  router.get('/{*any}', (request, response) => {
    const wantsPage = request.accepts(['json', 'html']) === 'html';
    if (!wantsPage || page === null) {
      const remedy = page === null ? 'Build the wall and set YAGURA_WALL_DIR to its folder.' : 'Begin at /.';
      return sendProblem(response, 404, 'there is nothing at this address', remedy);
    }
    response.set('cache-control', 'no-cache').sendFile(page);
  });
  return router;
}

function readPage(folder: string): Buffer | null {
  try {
    return readFileSync(join(folder, 'index.html'));
  } catch {
    return null; // not built: the relay serves its API all the same
  }
}
