import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accountDeeds,
  auditAnswerSchema,
  errorAnswerSchema,
  sessionAnswerSchema,
  type SessionAnswer,
} from '@yagura/contract';
import { openHistory, type History } from '@yagura/history';
import { createLog } from '@yagura/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDesk, until, type Desk } from '../test-support/relay.ts';
import { connectScreen } from '../test-support/screen.ts';

const folder = mkdtempSync(join(tmpdir(), 'people-'));
const file = join(folder, 'link');
const schema = `relay_people_${Date.now().toString(36)}`;
const shiftMs = 8 * 3_600_000;
const passwordCost = { log2: 4, blocks: 8, lanes: 1 };
const logged: string[] = [];
const log = createLog('relay', (line) => logged.push(line));
const whole = { sites: 'all', owners: 'all' };
const bossPassword = 'correct horse battery';
const meiPassword = 'staple of the trade';

let history: History;
let desk: Desk;
beforeAll(async () => {
  history = openHistory(process.env['DATABASE_URL'] ?? '', { schema });
  desk = await startDesk(['a'], {
    log,
    people: history.people,
    access: { shiftMs, passwordCost, link: { file, always: false } },
  });
});
afterAll(async () => {
  await desk.stop();
  await history.close();
  rmSync(folder, { recursive: true });
});

/** A browser: it keeps its cookie and is of our own page. */
interface Browser {
  cookie: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  session(): Promise<SessionAnswer>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

const answers: string[] = [];

function browser(at: () => Desk = () => desk): Browser {
  const made: Browser = {
    cookie: '',
    async ask(method, path, body, extra = {}) {
      const type = { 'content-type': 'application/json' };
      const headers = { ...type, cookie: made.cookie, 'user-agent': 'A browser', ...extra };
      const sent = method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) };
      const answer = await fetch(`${at().url}/api/v1${path}`, { method, headers, ...sent });
      const set = answer.headers.get('set-cookie');
      if (set !== null) made.cookie = set.split(';')[0] ?? '';
      const text = await answer.text();
      answers.push(text);
      if (answer.status >= 400) expect(errorAnswerSchema.parse(JSON.parse(text)).remedy).not.toBe('');
      return { status: answer.status, text, headers: answer.headers };
    },
    session: async () => sessionAnswerSchema.parse(JSON.parse((await made.ask('GET', '/session')).text)),
  };
  return made;
}

const boss = browser();
const console1 = browser();

test('PE-9 before the tables are there nobody can sign in, which is said, and reading goes on', async () => {
  const early = await boss.ask('POST', '/session', { person: 'boss', password: bossPassword });
  expect(early.status).toBe(503);
  expect(await boss.session()).toMatchObject({ accounts: null, reading: 'open', who: null, may: [] });
  expect((await boss.ask('GET', '/board')).status).toBe(200);
  await history.migrate();
});

test('PE-9 the first start leaves a link that makes one admin, whoever holds the file', async () => {
  await until(() => statSync(file, { throwIfNoEntry: false }) !== undefined);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const link = readFileSync(file, 'utf8');
  expect(await boss.session()).toMatchObject({ accounts: false, who: null });
  const first = { link, person: 'boss', name: 'The Boss', password: bossPassword, pin: '2468' };
  expect((await boss.ask('POST', '/session', { ...first, link: `${link.slice(0, -1)}_` })).status).toBe(410);
  expect((await boss.ask('POST', '/session', { ...first, password: 'short' })).status).toBe(400);
  const made = await boss.ask('POST', '/session', first);
  expect(made.status).toBe(201);
  const cookie = made.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
  expect((await browser().ask('POST', '/session', first)).status).toBe(410);
  const session = await boss.session();
  expect(session).toMatchObject({ accounts: true, who: { kind: 'person', person: 'boss', role: 'admin' } });
  expect(session.may).toContain('manage-people');
  const left = session.who?.kind === 'person' ? session.who.endsAt - Date.now() : 0;
  expect(Math.abs(left - shiftMs - 3_600_000)).toBeLessThan(60_000);
});

test('PE-3 an admin makes accounts, each id once, none wider than their own', async () => {
  const mei = { person: 'mei', name: 'Mei', role: 'operator', scope: whole, password: meiPassword, pin: '1357' };
  expect((await boss.ask('POST', '/people', mei)).status).toBe(201);
  expect((await boss.ask('POST', '/people', mei)).status).toBe(409);
  const scoped = { ...mei, person: 'lena', role: 'admin', scope: { sites: ['ldn'], owners: 'all' } };
  expect((await boss.ask('POST', '/people', scoped)).status).toBe(201);
  const lena = browser();
  await lena.ask('POST', '/session', { person: 'lena', password: meiPassword });
  expect((await lena.ask('POST', '/people', { ...mei, person: 'x' })).status).toBe(403);
  expect((await lena.ask('PATCH', '/people/boss', { active: false })).status).toBe(404);
  expect((await lena.ask('PATCH', '/people/lena', { scope: whole })).status).toBe(403);
  expect((await lena.ask('GET', '/people')).text).not.toContain('boss');
  expect((await lena.ask('GET', '/audit')).status).toBe(403);
});

test('PE-4 the last admin of the whole desk cannot be taken away', async () => {
  expect((await boss.ask('PATCH', '/people/boss', { role: 'lead' })).status).toBe(409);
  expect((await boss.ask('PATCH', '/people/boss', { active: false })).status).toBe(409);
});

test('PE-11 a wrong password says the same of who is there and who is not, and takes as long', async () => {
  const wrong = browser();
  const there = await wrong.ask('POST', '/session', { person: 'mei', password: 'not this one' });
  const absent = await wrong.ask('POST', '/session', { person: 'nobody', password: 'not this one' });
  expect([there.status, there.text]).toEqual([absent.status, absent.text]);
  expect(there.status).toBe(401);
});

test('PE-12 whoever was wrong too often waits, twice as long each time, and so does a name that nobody has', async () => {
  for (const person of ['mei', 'nobody']) {
    const guesser = browser();
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await guesser.ask('POST', '/session', { person, password: `guess ${n}` })).status);
    expect(statuses.at(-1), person).toBe(429);
  }
  const right = await browser().ask('POST', '/session', { person: 'mei', password: meiPassword });
  expect(right.status).toBe(429);
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  await until(
    async () => (await console1.ask('POST', '/session', { person: 'mei', password: meiPassword })).status === 201,
  );
});

test('PE-7 a console changes to another person by PIN, and only a console that somebody opened', async () => {
  const before = console1.cookie;
  expect((await console1.session()).colleagues).toContainEqual({ person: 'boss', name: 'The Boss' });
  expect((await browser().ask('POST', '/session/person', { person: 'boss', pin: '2468' })).status).toBe(401);
  expect((await console1.ask('POST', '/session/person', { person: 'boss', pin: '1111' })).status).toBe(403);
  expect((await console1.ask('POST', '/session/person', { person: 'boss', pin: '2468' })).status).toBe(201);
  expect((await console1.session()).who).toMatchObject({ person: 'boss' });
  const old = browser();
  old.cookie = before;
  expect((await old.session()).who).toBeNull();
  await console1.ask('POST', '/session/person', { person: 'mei', pin: '1357' });
  expect((await console1.session()).who).toMatchObject({ person: 'mei', role: 'operator' });
});

test('PE-6 a session is listed with where it is, and revoked at once', async () => {
  const { sessions } = JSON.parse((await console1.ask('GET', '/sessions')).text) as { sessions: { person: string }[] };
  expect(sessions.map(({ person }) => person)).toEqual(['mei']);
  const all = JSON.parse((await boss.ask('GET', '/sessions')).text) as { sessions: { id: string; person: string }[] };
  const mine = all.sessions.find(({ person }) => person === 'mei');
  const others = all.sessions.find(({ person }) => person === 'boss');
  expect(mine).toMatchObject({ address: '127.0.0.1', device: 'A browser', name: 'Mei' });
  expect((await console1.ask('DELETE', `/sessions/${others?.id}`)).status).toBe(404);
  expect((await boss.ask('DELETE', `/sessions/${mine?.id}`)).status).toBe(200);
  expect((await console1.session()).who).toBeNull();
  expect((await console1.ask('GET', '/sessions')).status).toBe(401);
});

test('PE-3 everybody changes their own password and PIN with the password until now, and nothing else', async () => {
  const mei = browser();
  await mei.ask('POST', '/session', { person: 'mei', password: meiPassword });
  const next = 'another staple here';
  expect((await mei.ask('PATCH', '/people/mei', { password: next })).status).toBe(403);
  expect((await mei.ask('PATCH', '/people/mei', { role: 'admin' })).status).toBe(403);
  expect((await mei.ask('PATCH', '/people/boss', { pin: '9999' })).status).toBe(404);
  const other = browser();
  await other.ask('POST', '/session', { person: 'mei', password: meiPassword });
  expect((await mei.ask('PATCH', '/people/mei', { password: next, current: meiPassword })).status).toBe(200);
  expect((await mei.session()).who).toMatchObject({ person: 'mei' });
  expect((await other.session()).who).toBeNull();
  expect((await boss.ask('PATCH', '/people/mei', { password: meiPassword })).status).toBe(200);
  expect((await mei.session()).who).toBeNull();
});

test('PE-8 a screen signs in with its token, sees and nothing more, and goes dark when that is revoked', async () => {
  const made = await boss.ask('POST', '/tokens', { kind: 'screen', name: 'Wall 1', scope: whole });
  const { token, secret } = JSON.parse(made.text) as { token: { id: string }; secret: string };
  const screen = browser();
  expect((await screen.ask('POST', '/session', { token: `${secret.slice(0, -1)}_` })).status).toBe(401);
  expect((await screen.ask('POST', '/session', { token: secret })).status).toBe(201);
  expect(await screen.session()).toMatchObject({ who: { kind: 'screen', name: 'Wall 1' }, may: ['view'] });
  expect((await screen.ask('GET', '/people')).status).toBe(403);
  expect((await boss.ask('GET', '/tokens')).text).not.toContain(secret);
  expect((await boss.ask('DELETE', `/tokens/${token.id}`)).status).toBe(200);
  expect((await screen.session()).who).toBeNull();
});

test('PE-13 beyond loopback nothing is read without a session or a token, neither by HTTP nor by a screen', async () => {
  const access = { shiftMs, passwordCost, link: { file: null, always: false } };
  const open = await startDesk(['a'], { people: history.people, access, everybodySignsIn: true });
  const far = browser(() => open);
  const connects = (cookie: string) => {
    const made = connectScreen(open.url, { headers: { cookie } });
    return new Promise<boolean>((resolve) => {
      made.socket.on('connect_error', () => resolve(false));
      made.socket.on('snapshot', () => resolve(true));
    }).finally(() => made.close());
  };
  expect((await far.ask('GET', '/board')).status).toBe(401);
  expect(await far.session()).toMatchObject({ reading: 'sign-in', who: null });
  expect(await connects('')).toBe(false);
  await far.ask('POST', '/session', { person: 'mei', password: meiPassword }, { 'x-forwarded-proto': 'https' });
  expect((await far.ask('GET', '/board')).status).toBe(200);
  expect(await connects(far.cookie)).toBe(true);
  const stays = connectScreen(open.url, { headers: { cookie: far.cookie } });
  await until(() => stays.board() !== null);
  await far.ask('DELETE', '/session');
  await until(() => !stays.socket.connected, 12_000);
  stays.close();
  await open.stop();
}, 30_000);

test('PE-10 the audit tells who came, who failed, what was changed and what was revoked, and it knows no secret', async () => {
  const { entries } = auditAnswerSchema.parse(JSON.parse((await boss.ask('GET', '/audit')).text));
  const actions = new Set(entries.map(({ action }) => action));
  const ofPeople = accountDeeds.filter((deed) => !/^(webhook|screen|room)-/.test(deed));
  expect([...actions].toSorted()).toEqual(ofPeople.toSorted());
  const changed = entries.find(({ action }) => action === 'person-changed');
  expect(changed).toMatchObject({ who: 'boss', before: { person: 'mei' }, after: { person: 'boss' } });
  const failed = entries.find(({ action, target }) => action === 'sign-in-failed' && target === 'mei');
  expect(failed).toMatchObject({ who: null, address: '127.0.0.1' });
  expect(JSON.stringify(entries)).not.toContain('nobody');
});

test('PE-14 while Postgres is away who is signed in stays signed in, and nobody new comes in, which is said', async () => {
  let away = false;
  const people = new Proxy(history.people, {
    get: (target, name, receiver) =>
      away ? () => Promise.reject(new Error('connection refused')) : (Reflect.get(target, name, receiver) as unknown),
  });
  const access = { shiftMs, passwordCost, link: { file: null, always: false } };
  const lonely = await startDesk(['a'], { people, access, everybodySignsIn: true });
  const mei = browser(() => lonely);
  await mei.ask('POST', '/session', { person: 'mei', password: meiPassword });
  await mei.session();
  away = true;
  expect(await mei.session()).toMatchObject({ accounts: null, who: { person: 'mei' }, colleagues: [] });
  expect((await mei.ask('GET', '/board')).status).toBe(200);
  const late = browser(() => lonely);
  const refused = await late.ask('POST', '/session', { person: 'boss', password: bossPassword });
  expect(refused.status).toBe(503);
  expect(refused.text).toMatch(/Postgres is away, so nobody can sign in now/);
  expect((await mei.ask('DELETE', '/session')).status).toBe(200);
  expect(mei.cookie).toBe('yagura_session=');
  late.cookie = boss.cookie;
  expect((await late.ask('GET', '/board')).status).toBe(503);
  await lonely.stop();
});

test('PE-15 no answer, line of a log or row holds a password, a PIN, or a secret beyond the one that it was asked for', async () => {
  const secrets = [
    bossPassword,
    meiPassword,
    '"2468"',
    '"1357"',
    boss.cookie.split('=')[1] ?? '',
    readFileSync(file, 'utf8'),
  ];
  const audit = JSON.stringify(await history.people.audit(0, 8e15, 1000));
  expect(logged.join()).toContain('sign-in link');
  const told = [...answers, ...logged, audit, desk.metrics()].join('\n');
  for (const secret of secrets) expect(told.includes(secret), secret.slice(0, 6)).toBe(false);
  expect(told).not.toMatch(/scrypt\$/);
});
