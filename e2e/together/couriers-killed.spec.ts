import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Announcement, Turn } from '@yagura/contract';
import { openHistory, type History } from '@yagura/history';
import { seededRandom } from '@yagura/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../scripts/lib/ports.mjs';
import { providePostgres } from '../../scripts/lib/postgres.mjs';
import { makeSocketFolder, removeSocketFolder } from '../../scripts/lib/socket-folder.mjs';
import { app, piece, type Piece } from '../support/process.ts';
import { until } from '../support/wait.ts';

const rounds = 3;
const perRound = 10;
const random = seededRandom(20_261_129);
const folder = mkdtempSync(join(tmpdir(), 'yagura-e2e-'));
const sockets = makeSocketFolder();
let postgres: Piece | null = null;
let history: History;
let couriers: Piece[] = [];
let server: Server;
/** Bodies by the id under which they came, each time that they came. */
const heard = new Map<string, string[]>();

beforeAll(async () => {
  const { url, child } = await providePostgres({ dataFolder: folder, socketFolder: sockets, env: {} });
  postgres = child ? piece('postgres', child.command, child.parameters, child.env) : null;
  postgres?.start();
  history = openHistory(url);
  await until(
    'the tables',
    () => history.migrate(),
    () => true,
    60_000,
  );
  server = createServer((request, response) => {
    let body = '';
    request
      .on('data', (bytes) => (body += bytes))
      .on('end', () => {
        const id = String(request.headers['webhook-id']);
        heard.set(id, [...(heard.get(id) ?? []), body]);
        // Slow, so that a kill finds some on their way: heard, and not written down as heard.
        setTimeout(() => response.writeHead(204).end(), random.whole(20, 120));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const id of ['one', 'two'])
    await subscribe(id, `http://127.0.0.1:${(server.address() as AddressInfo).port}/${id}`);
  couriers = await Promise.all(
    ['courier-1', 'courier-2'].map(async (label) =>
      app('courier', { DATABASE_URL: url, YAGURA_COURIER_OPS_PORT: String(await freePort()) }, label),
    ),
  );
  for (const each of couriers) each.start();
});
afterAll(async () => {
  for (const each of couriers) await each.stop();
  server?.closeAllConnections();
  server?.close();
  await history?.close();
  await postgres?.stop();
  removeSocketFolder(sockets);
  rmSync(folder, { recursive: true, force: true });
});

async function subscribe(id: string, url: string): Promise<void> {
  const about = { name: id, url, scope: { sites: 'all', owners: 'all' }, least: 3, kinds: 'all' } as const;
  const note = {
    at: 1,
    who: 'mei',
    action: 'webhook-made',
    target: id,
    before: null,
    after: null,
    address: null,
  } as const;
  await history.webhooks.addSubscription({ id, ...about, madeBy: 'mei', madeAt: 1 }, 'whsec_AAAA', note);
}

async function announce(turn: number): Promise<string[]> {
  const nowhere = { beats: '0-0', inputs: '0-0' };
  const about = { epoch: 1, shard: '0', turn, fence: 1, now: turn, shown: turn, from: nowhere, to: nowhere };
  const root = { kind: 'component', id: 'a' } as const;
  const words = { text: 'A is DOWN.', why: 'It is the first.', priority: 1, pages: true, kind: 'opened' } as const;
  const announcements = Array.from({ length: perRound }, (_, n): Announcement => {
    return { id: `1.${turn}.${n}`, at: turn, group: `component:a@${turn}`, root, ...words };
  });
  const told: Turn = { ...about, changes: [], statuses: [], news: {}, announcements };
  await history.appendTurns([told]);
  return announcements.map(({ id }) => id);
}

test('WH-9 couriers killed in the middle of it lose nothing: each receiver hears each announcement, and what comes twice has the same id and the same text', async () => {
  const expected: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = heard.size;
    const announced = await announce(round + 1);
    for (const webhook of ['one', 'two'])
      expected.push(...announced.map((id) => `msg_${id.replaceAll('.', '-')}_${webhook}`));
    await until(
      'some of it to arrive',
      () => heard.size,
      (size) => size > before,
      30_000,
    );
    await sleep(random.whole(0, 100));
    // Whichever of the two delivers.
    for (const each of couriers) {
      await each.kill();
      each.start();
    }
  }
  await until('everything to be written down as delivered', () => history.outbox.states(), isDone, 60_000);
  expect([...heard.keys()].toSorted()).toEqual(expected.toSorted());
  for (const bodies of heard.values()) expect(new Set(bodies).size).toBe(1);
  const times = [...heard.values()].map((bodies) => bodies.length);
  console.log(
    `${expected.length} deliveries, ${times.filter((count) => count > 1).length} of them came more than once`,
  );
});

function isDone(states: Awaited<ReturnType<History['outbox']['states']>>): boolean {
  return ['one', 'two'].every((id) => states.get(id)?.waiting === 0 && states.get(id)?.lastSuccessAt !== null);
}
