import { createServer, request, type IncomingMessage } from 'node:http';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  boardAnswerSchema,
  componentAnswerSchema,
  componentsAnswerSchema,
  errorAnswerSchema,
  groupsAnswerSchema,
  showMeAnswerSchema,
  type Alarm,
  type ShowMeAnswer,
} from '@yagura/contract';
import { openHistory } from '@yagura/history';
import { afterEach, describe, expect, test } from 'vitest';
import type { RelayOptions } from '../relay.ts';
import { layoutOf, statusOf } from '../test-support/desk.ts';
import { knownPeople } from '../test-support/people.ts';
import { startDesk, until, type Desk } from '../test-support/relay.ts';
import { connectScreen } from '../test-support/screen.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function desk(options: Partial<RelayOptions> = {}): Promise<Desk> {
  const started = await startDesk(['a', 'b', 'c'], options);
  endings.push(() => started.stop());
  return started;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** `fetch` does not let a test choose its Host. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    outgoing.on('error', reject).end(body);
  });
}

const json = async (url: string): Promise<unknown> => (await fetch(url)).json();

describe('the board over HTTP', () => {
  test('RE-15 board, components and component answer as the contract says', async () => {
    const { engine, url } = await desk();
    await engine.pulse({ figures: [7, null, 1.5] });
    await engine.set('b', 'down');
    await until(async () => boardAnswerSchema.parse(await json(`${url}/api/v1/board`)).counts.down === 1);
    const board = boardAnswerSchema.parse(await json(`${url}/api/v1/board`));
    expect(board).toMatchObject({ desk: 'Test desk', simulated: false, live: true, unregistered: 0 });
    expect(board.counts).toMatchObject({ ok: 2, down: 1, 'no-sight': 0 });
    const all = componentsAnswerSchema.parse(await json(`${url}/api/v1/components`));
    expect(all.components.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    const one = componentAnswerSchema.parse(await json(`${url}/api/v1/components/b`));
    expect(one).toMatchObject({
      id: 'b',
      health: 'down',
      limitMs: 3000,
      figure: { metric: 'ack_p99_ms', value: null },
    });
    expect(one.reasons[0]?.text).toMatch(/Nothing heard since/);
    const first = componentAnswerSchema.parse(await json(`${url}/api/v1/components/a`));
    expect(first.figure).toEqual({ metric: 'ack_p99_ms', value: 7 });
  });

  test('RE-22 what stands as a group is answered from the board', async () => {
    const { engine, url } = await desk();
    const alarm: Alarm = {
      id: 'component:b@1',
      root: { kind: 'component', id: 'b' },
      priority: 1,
      health: 'down',
      title: 'B',
      sentence: 'Nothing heard since 12:00:00; the limit is 3 s.',
      site: 'ldn',
      since: 1,
      occurrence: 2,
      muted: false,
      via: ['a'],
      members: ['b'],
      memberCount: 1,
    };
    await engine.commit({ news: { alarms: [alarm] } });
    const groups = async () => groupsAnswerSchema.parse(await json(`${url}/api/v1/groups`));
    await until(async () => (await groups()).groups.length === 1);
    expect(await groups()).toMatchObject({ live: true, groups: [alarm] });
  });

  test('RE-15 unregistered components are told apart and stand in no count', async () => {
    const { engine, url } = await desk();
    const layout = layoutOf('v2', ['a', 'b', 'c', 'x']);
    const components = layout.components.map((each) => ({ ...each, unregistered: each.id === 'x' }));
    await engine.layout({ ...layout, components });
    await until(async () => boardAnswerSchema.parse(await json(`${url}/api/v1/board`)).unregistered === 1);
    const { counts } = boardAnswerSchema.parse(await json(`${url}/api/v1/board`));
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  test('RE-7 a relay that lost its store or its engine answers nothing as ok or closed', async () => {
    const { engine, streams, url } = await desk();
    await engine.set('b', 'closed');
    await engine.commit({ statuses: [{ id: 'c', status: statusOf('planned', Date.now()) }] });
    const blind = async () => boardAnswerSchema.parse(await json(`${url}/api/v1/board`));
    await until(async () => (await blind()).counts.planned === 1);
    streams.away = true;
    await until(async () => !(await blind()).live);
    const { components, counts } = await blind();
    expect(components.map(({ health }) => health)).toEqual(['no-sight', 'no-sight', 'planned']);
    expect(components.map(({ condition }) => condition)).toEqual(['no-sight', 'no-sight', 'no-sight']);
    expect(counts).toMatchObject({ ok: 0, closed: 0, 'no-sight': 2, planned: 1 });
    streams.away = false;
    await engine.set('a', 'ok');
    await engine.pulse();
    await until(async () => (await blind()).live);
    expect((await blind()).components[0]?.health).toBe('ok');
  }, 20_000);

  test('RE-15 what is not there is a sentence with a remedy', async () => {
    const { url } = await desk();
    for (const path of ['/api/v1/components/zz', '/api/v1/components/a%20b', '/api/v2/nothing', '/metrics']) {
      const answer = await fetch(`${url}${path}`);
      expect(answer.status, path).toBe(404);
      expect(errorAnswerSchema.parse(await answer.json()).remedy, path).not.toBe('');
    }
    expect((await ask(`${url}/api/v1/components/%E0%A4%A`)).status).toBe(400);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await json(`${url}/readyz`)).toMatchObject({ ready: true });
  });

  test('RE-15 a body that cannot be read or is too long is said to be that, whatever it was sent to', async () => {
    const { people, admit } = knownPeople();
    const { url } = await desk({ people });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${admit('person', 'admin')}` };
    for (const [path, most] of [
      ['session', 4],
      ['people', 4],
      ['overrides', 4],
      ['webhooks', 4],
      ['incidents', 8],
      ['incidents/x/note', 8],
      ['hooks/x', 64],
      ['mutes', 512],
      ['plans', 512],
    ] as const) {
      const send = async (body: string) => {
        const answer = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body });
        return { status: answer.status, ...errorAnswerSchema.parse(await answer.json()) };
      };
      const error = 'the body is not the JSON of this request';
      const remedy = `Send one object of at most ${most} kB.`;
      expect(await send(`"${'x'.repeat(most * 1024)}"`), path).toEqual({ status: 413, error, remedy });
      // A signature is looked at before what is signed.
      if (path !== 'hooks/x') expect(await send('{"key":'), path).toMatchObject({ status: 400, error });
    }
  });

  test('RE-15 a span that is none is refused, and the history away is said', async () => {
    const history = openHistory('postgres://nobody@127.0.0.1:1/none');
    endings.push(() => history.close());
    const { url } = await desk({ history });
    const changes = `${url}/api/v1/components/a/changes`;
    for (const query of ['from=yesterday', 'to=1e400', 'from=5&to=4', 'from=-1', 'from=1&from=2', 'from=2026-01-01']) {
      const answer = await fetch(`${changes}?${query}`);
      expect(answer.status, query).toBe(400);
      errorAnswerSchema.parse(await answer.json());
    }
    const away = await fetch(`${changes}?from=2026-01-31T08:00:00Z`);
    expect(away.status).toBe(503);
    expect(errorAnswerSchema.parse(await away.json()).error).toMatch(/history is away/);
  });
});

describe('the door', () => {
  test('RE-13 a foreign page, a rebound name and one connection too many are refused and counted', async () => {
    const { url, metrics } = await desk();
    const port = new URL(url).port;
    expect((await ask(`${url}/api/v1/board`, { host: `evil.example:${port}` })).status).toBe(421);
    expect((await ask(`${url}/api/v1/board`, { host: `localhost:${port}` })).status).toBe(200);
    expect((await ask(`${url}/api/v1/board`, { host: `[::1]:${port}` })).status).toBe(200);
    const failures = async (headers: Record<string, string>) => {
      const made = connectScreen(url, { headers });
      endings.push(() => made.close());
      return new Promise<boolean>((resolve) => {
        made.socket.on('connect_error', () => resolve(true));
        made.socket.on('connect', () => resolve(false));
      });
    };
    expect(await failures({ origin: 'https://evil.example' })).toBe(true);
    expect(await failures({ origin: 'null' })).toBe(true);
    expect(await failures({ host: `evil.example:${port}` })).toBe(true);
    expect(await failures({ origin: url })).toBe(false);
    expect(metrics()).toMatch(/relay_refused_total\{[^}]*why="origin"[^}]*\} 2/);
    expect(metrics()).toMatch(/relay_refused_total\{[^}]*why="host"[^}]*\} 2/);
  });

  test('RE-17 every answer carries the headers that keep a page to itself', async () => {
    const { url } = await desk();
    for (const path of ['/', '/api/v1/board', '/nothing']) {
      const { headers } = await ask(`${url}${path}`);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain(`ws://127.0.0.1:${new URL(url).port}`);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-powered-by']).toBeUndefined();
    }
    expect((await ask(`${url}/api/v1/board`)).headers['cache-control']).toBe('no-store');
  });

  test('RE-17 the wall: hashed files for ever, its page never, and the page for every address of the wall', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wall-'));
    endings.push(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<title>wall</title>');
    writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'void 0');
    const { url } = await desk({ wallFolder: folder });
    const html = { accept: 'text/html' };
    for (const path of ['/', '/view/london', '/index.html']) {
      const page = await ask(`${url}${path}`, html);
      expect(page.text, path).toContain('wall');
      expect(page.headers['cache-control'], path).toBe('no-cache');
    }
    const script = await ask(`${url}/assets/app-1a2b.js`);
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await ask(`${url}/assets/gone.js`, html)).status).toBe(404);
    expect((await ask(`${url}/assets/..%2f..%2fetc%2fpasswd`, html)).status).toBeGreaterThanOrEqual(400);
    expect((await ask(`${url}/view`, { accept: 'application/json' })).status).toBe(404);
    expect((await ask(`${url}/view`, html, 'POST')).status).toBe(404);
    expect((await ask(`${url}/api/v1/nothing`, html)).status).toBe(404);
  });

  test('RE-17 without a built wall the API serves, and the page says what to do', async () => {
    const { url } = await desk({ wallFolder: join(tmpdir(), 'no-wall-here') });
    expect((await ask(`${url}/`, { accept: 'text/html' })).status).toBe(404);
    expect((await fetch(`${url}/api/v1/board`)).status).toBe(200);
  });
});

describe('show me', () => {
  const answer: ShowMeAnswer = {
    available: ['kill-gateway'],
    running: { step: 'kill-gateway', startedAt: 1, undoAt: 2, target: { component: 'a', site: null } },
  };

  async function simulator(reply: () => { status: number; body: unknown }): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((incoming, outgoing) => {
      asked.push(`${incoming.method} ${incoming.url}`);
      const { status, body } = reply();
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endings.push(() => server.close());
    const address = server.address();
    return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, asked };
  }

  test('RE-16 without a simulator there is nothing to show', async () => {
    const { url } = await desk();
    expect(showMeAnswerSchema.parse(await json(`${url}/api/v1/show-me`))).toEqual({ available: [], running: null });
    const post = await ask(`${url}/api/v1/show-me/kill-gateway`, { 'content-type': 'application/json' }, 'POST', '{}');
    expect(post.status).toBe(404);
  });

  test('RE-16 steps are passed on, refusals too, and only from our own page', async () => {
    let reply: { status: number; body: unknown } = { status: 200, body: answer };
    const { url: simulatorUrl, asked } = await simulator(() => reply);
    const { url } = await desk({ simulatorUrl });
    const step = `${url}/api/v1/show-me/kill-gateway`;
    const type = { 'content-type': 'application/json' };
    expect(showMeAnswerSchema.parse(await json(`${url}/api/v1/show-me`))).toEqual(answer);
    expect((await ask(step, { ...type, origin: url }, 'POST', '{}')).status).toBe(200);
    expect((await ask(step, type, 'POST', '{}')).status).toBe(200);
    expect((await ask(step, { ...type, origin: 'https://evil.example' }, 'POST', '{}')).status).toBe(403);
    expect((await ask(step, { 'content-type': 'text/plain', origin: url }, 'POST', '{}')).status).toBe(415);
    expect((await ask(`${url}/api/v1/show-me/format-disk`, type, 'POST', '{}')).status).toBe(404);
    expect(asked).toEqual(['GET /show-me', 'POST /show-me/kill-gateway', 'POST /show-me/kill-gateway']);
    reply = { status: 409, body: { error: 'another step is running', remedy: 'wait' } };
    expect((await ask(step, type, 'POST', '{}')).status).toBe(409);
    reply = { status: 200, body: '<script>' };
    expect((await ask(step, type, 'POST', '{}')).status).toBe(503);
  });

  test('RE-16 a simulator that is gone is a sentence', async () => {
    const { url } = await desk({ simulatorUrl: 'http://127.0.0.1:1' });
    expect((await fetch(`${url}/api/v1/show-me`)).status).toBe(503);
  });
});
