import { announcementsAnswerSchema, maxAnnouncementsPerAnswer, type Announcement } from '@yagura/contract';
import { openHistory } from '@yagura/history';
import { expect, test } from 'vitest';
import { turnOf } from '../test-support/desk.ts';
import { startDesk } from '../test-support/relay.ts';

function announcementOf(turn: number, n: number, at: number): Announcement {
  return {
    id: `1.${turn}.${n}`,
    at,
    kind: n === 0 ? 'opened' : 'worse',
    group: 'component:a@1',
    root: { kind: 'component', id: 'a' },
    priority: 1,
    pages: n === 0,
    text: 'A DOWN.',
    why: 'The first P1 of its scope pages at once.',
  };
}

test('RE-22 announcements come from the history, each once: those of the span, at most a thousand, the newest', async () => {
  const history = openHistory(process.env['DATABASE_URL'] ?? '', { schema: `announce_${Date.now().toString(36)}` });
  await history.migrate();
  const now = Date.now();
  const many = Array.from({ length: 1200 }, (_, n) => announcementOf(1, n, now - 3_600_000 + n));
  const old = announcementOf(2, 0, now - 48 * 3_600_000);
  const turns = [turnOf(1, now, { announcements: many }), turnOf(2, now, { announcements: [old] })];
  await history.appendTurns(turns);
  await history.appendTurns(turns);
  const desk = await startDesk(['a'], { history });
  const ask = async (query = '') => {
    const answer = await fetch(`${desk.url}/api/v1/announcements${query}`);
    return { status: answer.status, body: announcementsAnswerSchema.safeParse(await answer.json()).data };
  };
  const all = await ask();
  expect(all.body?.truncated).toBe(true);
  expect(all.body?.announcements).toEqual(many.slice(-maxAnnouncementsPerAnswer));
  const past = await ask(`?from=${now - 72 * 3_600_000}&to=${now - 24 * 3_600_000}`);
  expect(past.body).toMatchObject({ truncated: false, announcements: [old] });
  expect((await ask('?from=yesterday')).status).toBe(400);
  await desk.stop();
  await history.close();
});
