import type { Scope } from '@yagura/contract';
import { afterEach, expect, test } from 'vitest';
import { mostRooms } from '../stage.ts';
import { componentOf, layoutOf } from '../test-support/desk.ts';
import { knownPeople } from '../test-support/people.ts';
import { startDesk, until, type Desk } from '../test-support/relay.ts';
import { connectScreen, type TestScreen } from '../test-support/screen.ts';

const part: Scope = { sites: ['nyc'], owners: 'all' };
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function setUp() {
  const known = knownPeople();
  const desk = await startDesk([], { people: known.people, everybodySignsIn: true });
  endings.push(() => desk.stop());
  const components = ['ldn', 'nyc'].map((site) => componentOf(`gw-${site}`, { site }));
  await desk.engine.layout({ ...layoutOf('v2', []), components });
  await desk.engine.snapshot();
  return { ...known, desk };
}

function screen({ url }: Desk, secret: string): TestScreen {
  const made = connectScreen(url, { headers: { authorization: `Bearer ${secret}` }, resyncs: true });
  endings.push(() => made.close());
  return made;
}

test('PE-2 screens of several scopes each get their own board and frames', async () => {
  const { desk, admit } = await setUp();
  const [all, some] = [screen(desk, admit('screen', 'viewer')), screen(desk, admit('screen', 'viewer', part))];
  await until(() => all.board()?.layout.components.length === 2 && some.board()?.layout.components.length === 1);
  await desk.engine.set('gw-nyc', 'down');
  await desk.engine.set('gw-ldn', 'degraded');
  const healths = (made: TestScreen) =>
    made
      .board()
      ?.statuses.map(({ health }) => health)
      .join();
  await until(() => healths(all) === 'degraded,down' && healths(some) === 'down');
  await desk.engine.pulse();
  await until(() => some.seen.tenths.at(-1)?.length === 1 && all.seen.tenths.at(-1)?.length === 2);
  expect(JSON.stringify([some.board(), some.seen])).not.toMatch(/ldn/);
});

test('PE-8 a screen whose token is revoked goes dark within seconds and is not let in again', async () => {
  const { desk, admit, revoke } = await setUp();
  const secret = admit('screen', 'viewer');
  const made = screen(desk, secret);
  await until(() => made.board() !== null);
  revoke(secret);
  await until(() => !made.socket.connected, 12_000);
  const again = screen(desk, secret);
  const refused = await new Promise<boolean>((resolve) => {
    again.socket.on('connect_error', () => resolve(true));
    again.socket.on('connect', () => resolve(false));
  });
  expect(refused).toBe(true);
  expect(desk.metrics()).toMatch(/relay_refused_total\{[^}]*why="signed-out"[^}]*\} 1/);
}, 20_000);

test('PE-2 there are rooms for fifty scopes, and one that nobody listens to makes way', async () => {
  const { desk, admit } = await setUp();
  const scopeOf = (n: number): Scope => ({ sites: ['nyc'], owners: [`o${n}`] });
  const many = Array.from({ length: mostRooms - 1 }, (_, n) => screen(desk, admit('screen', 'viewer', scopeOf(n))));
  await until(() => many.every((made) => made.board() !== null));
  const late = screen(desk, admit('screen', 'viewer', scopeOf(99)));
  await until(() => /relay_refused_total\{[^}]*why="full"[^}]*\} 1/.test(desk.metrics()));
  expect(late.board()).toBeNull();
  many[0]?.close();
  await until(() => /relay_screens\{[^}]*\} 48/.test(desk.metrics()));
  const next = screen(desk, admit('screen', 'viewer', scopeOf(99)));
  await until(() => next.board() !== null);
}, 20_000);
