import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHistory } from '../index.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations.ts';
import { openStore } from '../store.ts';

const url = process.env['DATABASE_URL'] ?? '';
const schema = `upgrade_${Date.now().toString(36)}`;
const store = openStore(url, { schema, connections: 1 });
const history = openHistory(url, { schema });
const admin = new Client(url);

beforeAll(() => admin.connect());
afterAll(async () => {
  await Promise.all([history.close(), store.close()]);
  await admin.query(`DROP SCHEMA "${schema}" CASCADE`);
  await admin.end();
});

test('WH-10 what was announced before there were webhooks is sent to nobody, and is told as before', async () => {
  const older = migrations.filter(({ number }) => number < 8);
  await migrate(store, older);
  const root = `'{"kind":"component","id":"a"}'`;
  await admin.query(`INSERT INTO "${schema}".announcements
    SELECT 1, n, 0, n, 'opened', 'component:a@1', ${root}, 1, true, 'A is DOWN.', 'why' FROM generate_series(1, 3) AS n`);
  expect(await history.migrate()).toBe(migrations.length - older.length);
  const told = await history.announcementsBetween(0, 10, 10);
  expect(told.map(({ id, places }) => [id, places])).toEqual([
    ['1.1.0', undefined],
    ['1.2.0', undefined],
    ['1.3.0', undefined],
  ]);
  const held = await history.outbox.hold('first', 1000);
  expect(held?.reached).toBe(3);
  expect(await history.outbox.announcementsAfter(held?.reached ?? 0, 10)).toEqual([]);
});
