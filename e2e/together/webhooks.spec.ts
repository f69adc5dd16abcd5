import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandAnswer, IncidentAnswer, NewWebhookAnswer, WebhooksAnswer } from '@yagura/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../scripts/lib/ports.mjs';
import { beat, type Beating } from '../support/beats.ts';
import { deskOf, senderToken } from '../support/desk-text.ts';
import { blocksOf } from '../support/doc-blocks.ts';
import { app, piece, type Piece } from '../support/process.ts';
import { allOk } from '../support/scene.ts';
import { signIn } from '../support/sign-in.ts';
import { get, startStand, type Stand } from '../support/stand.ts';
import { until } from '../support/wait.ts';

const page = 'docs/webhooks.md';
let stand: Stand;
let beating: Beating;
let cookie = '';
let courier: Piece;
let receiver: Piece | null = null;

beforeAll(async () => {
  const desk = deskOf(4);
  stand = await startStand(desk.text);
  const { DATABASE_URL } = stand.env;
  courier = app('courier', { DATABASE_URL, YAGURA_COURIER_OPS_PORT: String(await freePort()) });
  courier.start();
  beating = beat(stand.collectorPort, senderToken, desk.ids);
  await allOk(stand, desk.ids.length);
  cookie = await signIn(stand, { person: 'anna', name: 'Anna Ito' });
});
afterAll(async () => {
  beating?.stop();
  await receiver?.stop();
  await courier?.stop();
  await stand?.stop();
});

/** What the page tells to send, with our own port in it. */
function bodyIn(block: string | undefined, port: number): string {
  const body = /-d '(.*)'\s*$/s.exec(block ?? '')?.[1] ?? '';
  return body.replace(':9000', `:${port}`);
}

async function make(body: string): Promise<NewWebhookAnswer> {
  const headers = { 'content-type': 'application/json', cookie };
  const answer = await fetch(`${stand.url}/api/v1/webhooks`, { method: 'POST', headers, body });
  expect(answer.status).toBe(201);
  return (await answer.json()) as NewWebhookAnswer;
}

test('WH-9 the receiver of the page hears what happens on the desk, signed, also when it was away', async () => {
  const port = await freePort();
  const [subscribe] = blocksOf(page, 'sh');
  const { secret } = await make(bodyIn(subscribe, port));
  beating.say('gw-ldn-1', { status: 'down' });
  const state = () => listed('pager');
  await until('a failed attempt', state, (found) => found?.delivery.lastError !== null, 20_000);
  expect((await state())?.delivery).toMatchObject({ waiting: 1, lastError: { text: 'nobody listens there' } });

  const file = join(stand.folder, 'receiver.mjs');
  const [source = ''] = blocksOf(page, 'js');
  writeFileSync(file, source.replace('9000', String(port)));
  const hearing = piece('receiver', process.execPath, [file], { SECRET: secret });
  receiver = hearing;
  hearing.start();
  const heard = await until(
    'the announcement',
    () => hearing.output(),
    (said) => said.includes('\n'),
    60_000,
  );
  expect(heard).toMatch(/^msg_\d+-\d+-\d+_pager LDN gateway 1 .*DOWN/);
  const done = await until('the record', state, (found) => found?.delivery.waiting === 0, 20_000);
  expect(done?.delivery).toMatchObject({ givenUp: 0, lastSuccessAt: expect.any(Number) });
});

async function listed(id: string) {
  const answer = await fetch(`${stand.url}/api/v1/webhooks`, { headers: { cookie } });
  const { webhooks } = (await answer.json()) as WebhooksAnswer;
  return webhooks.flatMap((each) => (each.direction === 'out' && each.id === id ? [each] : []))[0];
}

/** The page's own lines where the machine has curl and openssl; elsewhere the same by hand. */
async function say(block: string, secret: string): Promise<CommandAnswer> {
  const has = (name: string) => spawnSync(name, ['version']).error === undefined;
  if (has('curl') && has('openssl')) {
    const run = spawnSync('sh', ['-ec', block], { env: { ...process.env, WALL: stand.url, SECRET: secret } });
    return JSON.parse(run.stdout.toString()) as CommandAnswer;
  }
  const body = /BODY='(.*)'/.exec(block)?.[1] ?? '';
  const [id, timestamp] = ['msg_by_hand', String(Math.floor(Date.now() / 1000))];
  const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${id}.${timestamp}.${body}`);
  const signed = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac.digest('base64')}`,
  };
  const headers = { 'content-type': 'application/json', ...signed };
  const answer = await fetch(`${stand.url}/api/v1/hooks/zabbix`, { method: 'POST', headers, body });
  return (await answer.json()) as CommandAnswer;
}

test('WH-20, WH-21 the lines of the page open an incident, under the name of the sender', async () => {
  const [, invite, block = ''] = blocksOf(page, 'sh');
  const { secret } = await make(bodyIn(invite, 0));
  const opened = await say(block, secret);
  expect(opened).toMatchObject({ result: 'done', text: expect.stringMatching(/^opened as incident \d+$/) });
  const told = await until(
    'the incident to be stored',
    () => get<IncidentAnswer>(`${stand.url}/api/v1/incidents/${encodeURIComponent(opened.incident ?? '')}`),
    ({ log }) => log.length >= 2,
    20_000,
  );
  expect(told.incident).toMatchObject({ title: 'Disk full', priority: 2, state: 'open', owner: null });
  expect(told.log.map(({ by, text }) => [by, text])).toEqual([
    ['sender:zabbix', 'Disk full, ldn-db-1. Told by Zabbix London.'],
    ['sender:zabbix', '97 % used'],
  ]);
});
