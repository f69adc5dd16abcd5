import { changesAnswerSchema, maxChangesPerAnswer, type Change } from '@yagura/contract';
import { openHistory } from '@yagura/history';
import { expect, test } from 'vitest';
import { turnOf } from '../test-support/desk.ts';
import { startDesk } from '../test-support/relay.ts';

const day = 24 * 3_600_000;

function changeOf(turn: number, n: number, component: string, at: number): Change {
  return {
    id: `1.${turn}.${n}`,
    component,
    at,
    shown: at,
    revision: turn,
    from: 'ok',
    to: 'down',
    condition: 'down',
    reasons: [{ code: 'never-seen' }],
    late: false,
  };
}

test('RE-15 changes come from the history: the last day, at most a thousand, the newest of them', async () => {
  const history = openHistory(process.env['DATABASE_URL'] ?? '', { schema: `relay_test_${Date.now().toString(36)}` });
  await history.migrate();
  const now = Date.now();
  const flapping = Array.from({ length: 1200 }, (_, n) => changeOf(1, n, 'a', now - 3_600_000 + n));
  const old = changeOf(2, 0, 'b', now - 2 * day);
  await history.appendTurns([turnOf(1, now, { changes: flapping }), turnOf(2, now, { changes: [old] })]);
  const desk = await startDesk(['a', 'b'], { history });
  const changes = async (id: string, query = '') => {
    const answer = await fetch(`${desk.url}/api/v1/components/${id}/changes${query}`);
    return { status: answer.status, body: changesAnswerSchema.safeParse(await answer.json()).data };
  };
  const all = await changes('a');
  expect(all.body?.truncated).toBe(true);
  expect(all.body?.changes).toEqual(flapping.slice(-maxChangesPerAnswer));
  expect((await changes('b')).body?.changes).toEqual([]);
  const past = await changes('b', `?from=${new Date(now - 3 * day).toISOString()}&to=${now}`);
  expect(past.body).toMatchObject({ truncated: false, changes: [old] });
  expect((await changes('gone')).status).toBe(404);
  await desk.stop();
  await history.close();
});
