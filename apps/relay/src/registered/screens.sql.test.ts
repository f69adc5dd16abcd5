import { screenReportOf } from '@yagura/testkit';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auditAnswerSchema,
  pairingAnswerSchema,
  screenAnswerSchema,
  screensAnswerSchema,
  sessionAnswerSchema,
  silenceAnswerSchema,
  waitingScreenSchema,
} from '@yagura/contract';
import { openHistory, type History } from '@yagura/history';
import { createLog } from '@yagura/service';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestBrowser, type TestBrowser } from '../test-support/browser.ts';
import { startDesk, until, type Desk } from '../test-support/relay.ts';
import { connectScreen, type TestScreen } from '../test-support/screen.ts';
import { leftWall } from '../test-support/screens.ts';

const folder = mkdtempSync(join(tmpdir(), 'screens-'));
const file = join(folder, 'link');
const schema = `relay_screens_${Date.now().toString(36)}`;
const passwordCost = { log2: 4, blocks: 8, lanes: 1 };
const whole = { sites: 'all', owners: 'all' } as const;
const size = { width: 3840, height: 2160 };
const logged: string[] = [];

let history: History;
let desk: Desk;
const browser = () => openTestBrowser(() => desk.url);
let boss: TestBrowser;
let lena: TestBrowser;
beforeAll(async () => {
  history = openHistory(process.env['DATABASE_URL'] ?? '', { schema });
  await history.migrate();
  desk = await startDesk(['a'], {
    log: createLog('relay', (line) => logged.push(line)),
    people: history.people,
    access: { shiftMs: 3_600_000, passwordCost, link: { file, always: false } },
  });
  await until(() => statSync(file, { throwIfNoEntry: false }) !== undefined);
  boss = browser();
  const first = { link: readFileSync(file, 'utf8'), person: 'boss', name: 'Boss', password: 'correct horse battery' };
  expect((await boss.ask('POST', '/session', first)).status).toBe(201);
  const lead = { person: 'lena', name: 'Lena', role: 'lead', scope: { sites: ['ldn'], owners: 'all' } };
  expect((await boss.ask('POST', '/people', { ...lead, password: 'staple of the trade' })).status).toBe(201);
  lena = browser();
  await lena.ask('POST', '/session', { person: 'lena', password: 'staple of the trade' });
});
const connected: TestScreen[] = [];
afterEach(() => {
  for (const screen of connected.splice(0)) screen.close();
});
afterAll(async () => {
  await desk.stop();
  await history.close();
  rmSync(folder, { recursive: true });
});

function connect(with_: TestBrowser | null): TestScreen {
  const screen = connectScreen(desk.url, with_ === null ? {} : { headers: { cookie: with_.cookie() } });
  connected.push(screen);
  return screen;
}

async function codeOn(screen: TestBrowser): Promise<string> {
  const asked = await screen.ask('POST', '/pairings', size);
  return pairingAnswerSchema.parse(asked.body).code;
}

const outcomeOf = async (screen: TestBrowser) => (await screen.ask('POST', '/pairings/outcome')).body;

/** A new screen, set up by the boss. */
async function setUp(
  name: string,
  over: Partial<typeof leftWall> = {},
): Promise<TestBrowser & { readonly id: string }> {
  const made = browser();
  const settings = { ...leftWall, ...over, name };
  const answer = await boss.ask('POST', '/screens', { code: await codeOn(made), settings, scope: whole });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  expect(await outcomeOf(made)).toEqual({ outcome: 'approved' });
  return { ...made, id: screenAnswerSchema.parse(answer.body).screen.id };
}

const listed = async (by: TestBrowser = boss) =>
  screensAnswerSchema.parse((await by.ask('GET', '/screens')).body).screens;

test('PE-18 a code leads to a screen once, and a wrong one is told from one that was used by neither', async () => {
  const screen = browser();
  const code = await codeOn(screen);
  expect(await codeOn(screen)).toBe(code);
  expect(await outcomeOf(screen)).toEqual({ outcome: 'waiting' });
  const found = await boss.ask('GET', `/pairings/${code.toLowerCase()}`);
  expect(waitingScreenSchema.parse(found.body)).toMatchObject({
    code,
    ...size,
    address: '127.0.0.1',
    device: 'A browser',
  });
  const approve = (settings: object) => boss.ask('POST', '/screens', { code, settings, scope: whole });
  expect((await approve({ ...leftWall, view: 'nowhere' })).status).toBe(400);
  expect((await approve({ ...leftWall, distanceMetres: 0 })).status).toBe(400);
  expect((await approve({ ...leftWall, name: 'Door' })).status).toBe(201);
  const again = await approve({ ...leftWall, name: 'Door 2' });
  const wrong = await boss.ask('POST', '/screens', { code: 'AAAAAA', settings: leftWall, scope: whole });
  expect([again.status, again.body]).toEqual([404, wrong.body]);
  expect((await boss.ask('GET', `/pairings/${code}`)).status).toBe(404);
});

test('PE-19 the token comes as a cookie that no page reads, for the secret of the waiting screen alone', async () => {
  const [screen, other] = [browser(), browser()];
  const code = await codeOn(screen);
  await codeOn(other);
  await boss.ask('POST', '/screens', { code, settings: { ...leftWall, name: 'Cookie' }, scope: whole });
  expect(await outcomeOf(other)).toEqual({ outcome: 'waiting' });
  expect(await outcomeOf(browser())).toEqual({ outcome: 'over' });
  const told = await screen.ask('POST', '/pairings/outcome');
  expect(told.body).toEqual({ outcome: 'approved' });
  expect(told.set).toMatchObject([
    expect.stringMatching(/^yagura_session=yat_[\w-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/),
    expect.stringMatching(/^yagura_pairing=; Path=\/api\/v1\/pairings; Max-Age=0; HttpOnly/),
  ]);
  const session = sessionAnswerSchema.parse((await screen.ask('GET', '/session')).body);
  expect(session).toMatchObject({ who: { kind: 'screen', role: 'viewer', name: 'Cookie' }, may: ['view'] });
  const secret = /yat_[\w-]+/.exec(screen.cookie())?.[0] ?? '';
  const kept = JSON.stringify([await history.people.audit(0, 8e15, 1000), await history.people.screens(), logged]);
  expect(kept).not.toContain(secret);
  expect(JSON.stringify(told.body) + JSON.stringify(await listed())).not.toContain(secret);
});

test('PE-20 who may manage screens sets up, changes and revokes those within what they see; each name is given once', async () => {
  const screen = await setUp('Whole');
  expect((await listed(lena)).map(({ id }) => id)).not.toContain(screen.id);
  expect((await lena.ask('PATCH', `/screens/${screen.id}`, { theme: 'grey' })).status).toBe(404);
  expect((await lena.ask('DELETE', `/screens/${screen.id}`)).status).toBe(404);
  const hers = browser();
  const code = await codeOn(hers);
  const wanted = { code, settings: { ...leftWall, name: 'London' } };
  expect((await lena.ask('POST', '/screens', { ...wanted, scope: whole })).status).toBe(403);
  const scope = { sites: ['ldn'], owners: 'all' };
  const taken = { ...wanted, settings: { ...leftWall, name: 'WHOLE' }, scope };
  expect((await lena.ask('POST', '/screens', taken)).status).toBe(409);
  expect((await lena.ask('POST', '/screens', { ...wanted, scope })).status).toBe(201);
  expect((await listed(lena)).map(({ settings }) => settings.name)).toEqual(['London']);
  expect((await boss.ask('PATCH', `/screens/${screen.id}`, { name: 'London' })).status).toBe(409);
  expect((await boss.ask('PATCH', `/screens/${screen.id}`, {})).status).toBe(400);
});

test('PE-20 a revoked screen is closed at once and may nothing more; all of it stands in the audit', async () => {
  const screen = await setUp('Short-lived');
  const wall = connect(screen);
  await until(() => wall.told.length > 0);
  expect((await boss.ask('DELETE', `/screens/${screen.id}`)).status).toBe(200);
  await until(() => !wall.socket.connected, 1500);
  expect(sessionAnswerSchema.parse((await screen.ask('GET', '/session')).body).who).toBeNull();
  expect((await listed()).map(({ id }) => id)).not.toContain(screen.id);
  const audit = auditAnswerSchema.parse((await boss.ask('GET', '/audit')).body).entries;
  const about = audit.filter(({ target }) => target === screen.id);
  expect(about.map(({ action, who }) => [action, who])).toEqual([
    ['screen-made', 'boss'],
    ['screen-revoked', 'boss'],
  ]);
});

test('RE-23 a screen is told its settings after hello and when they change; a console never is', async () => {
  const screen = await setUp('Told');
  const [wall, console_] = [connect(screen), connect(boss)];
  await until(() => wall.told.length > 0 && console_.board() !== null);
  expect(wall.told[0]?.settings).toEqual({ ...leftWall, name: 'Told' });
  await boss.ask('PATCH', `/screens/${screen.id}`, { theme: 'bright', name: 'Told anew' });
  await until(() => wall.told.at(-1)?.settings.name === 'Told anew', 1500);
  expect(wall.told.at(-1)?.settings).toEqual({ ...leftWall, name: 'Told anew', theme: 'bright' });
  expect(console_.told).toEqual([]);
  console_.socket.emit('report', screenReportOf());
  await boss.ask('DELETE', `/screens/${screen.id}`);
});

test('RE-25 a screen that paints nothing is a finding on every board of the whole desk, without any turn, and on no other', async () => {
  const screen = await setUp('Frozen');
  const [wall, console_, part] = [connect(screen), connect(null), connect(lena)];
  await until(() => wall.told.length > 0 && console_.board() !== null && part.board() !== null);
  const findings = (of: TestScreen) => of.board()?.findings.map(({ code }) => code);
  expect(findings(console_)).toEqual([]);
  wall.socket.emit('report', screenReportOf({ paintedMsAgo: 7000 }));
  await until(() => findings(console_)?.join() === 'screen-frozen', 3000);
  expect(console_.board()?.findings[0]?.text).toContain('“Frozen”');
  const late = connect(null);
  await until(() => findings(late)?.join() === 'screen-frozen');
  // It was gone when the finding ended, and no turn has come since.
  console_.close();
  wall.socket.emit('report', screenReportOf());
  await until(() => findings(late)?.length === 0, 3000);
  console_.socket.connect();
  await until(() => findings(console_)?.length === 0);
  expect(findings(part)).toEqual([]);
  await boss.ask('DELETE', `/screens/${screen.id}`);
});

test('RE-26, RE-27 one screen of a room is heard, another within two seconds of its loss, and a room is silenced with a line', async () => {
  const [left, right] = [await setUp('Left', { room: 'Floor' }), await setUp('Right', { room: 'Floor' })];
  const [a, b] = [connect(left), connect(right)];
  await until(() => a.told.length > 0 && b.told.length > 0);
  for (const each of [a, b]) each.socket.emit('report', screenReportOf());
  const sounds = (of: TestScreen) => of.told.at(-1)?.room.sounds;
  await until(() => sounds(a) === true || sounds(b) === true);
  const [heard, other] = sounds(a) ? [a, b] : [b, a];
  expect(sounds(other)).toBe(false);
  heard.close();
  await until(() => sounds(other) === true, 2000);
  const silenced = await boss.ask('POST', '/rooms/Floor/silence', { minutes: 10 });
  const { silencedUntil, text } = silenceAnswerSchema.parse(silenced.body);
  expect(text).toMatch(/^Floor is silenced until \d\d:\d\d:\d\d UTC\.$/);
  await until(() => other.told.at(-1)?.room.silencedUntil === silencedUntil, 1500);
  expect((await boss.ask('POST', '/rooms/Floor/silence', { minutes: 11 })).status).toBe(400);
  expect((await boss.ask('POST', '/rooms/Nowhere/silence', { minutes: 1 })).status).toBe(404);
  expect((await boss.ask('DELETE', '/rooms/Floor/silence')).status).toBe(200);
  await until(() => other.told.at(-1)?.room.silencedUntil === null, 1500);
  const audit = auditAnswerSchema.parse((await boss.ask('GET', '/audit')).body).entries;
  expect(audit.filter(({ target }) => target === 'Floor').map(({ action }) => action)).toEqual([
    'room-silenced',
    'room-heard',
  ]);
});

test('PE-18 who asks for code after code has to wait', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await browser().ask('POST', '/pairings', size)).status);
  expect(statuses).toContain(429);
  expect((await boss.ask('GET', '/board')).status).toBe(200);
});
