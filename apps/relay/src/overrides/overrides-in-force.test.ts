import { explainAnswerSchema, type CalendarOverride, type ExplainAnswer, type Turn } from '@yagura/contract';
import { createMemoryStreams } from '@yagura/streams';
import { calendarOf, inventoryOf } from '@yagura/testkit';
import { afterEach, expect, test } from 'vitest';
import { componentOf, layoutOf } from '../test-support/desk.ts';
import { historyWith, startDesk, startTestRelay, until, type Desk } from '../test-support/relay.ts';
import { connectScreen, type TestScreen } from '../test-support/screen.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

const none = () => Promise.resolve([]);
const history = historyWith({ changesOf: none, announcementsBetween: none });
const hourMs = 3_600_000;
const clockAt = (instant: number) => new Date(instant).toISOString().slice(11, 16);

/** A desk whose market is open now, whatever the clock says while the test runs. */
async function desk(): Promise<Desk> {
  const started = await startDesk(['a'], { history });
  endings.push(() => started.stop());
  await publish(started, 'inv');
  await until(async () => (await standing(started)).market.phase === 'open');
  return started;
}

async function publish({ engineStreams, engine }: Desk, version: string, turn: Partial<Turn> = {}): Promise<void> {
  const now = Date.now();
  const hours = { open: clockAt(now - 2 * hourMs), close: clockAt(now + 2 * hourMs) };
  const calendars = [calendarOf({ ...hours, coveredFrom: '2020-01-01', coveredUntil: '2099-12-31' })];
  await engineStreams.desk.putInventory(inventoryOf({ version, calendars }));
  const components = [componentOf('a', { calendar: 'TEST' })];
  await engine.layout({ ...layoutOf(`${version}-1`, []), components }, turn);
}

type Standing = NonNullable<NonNullable<ExplainAnswer['calendars']>['follows']>;

async function standing({ url }: { readonly url: string }): Promise<Standing> {
  let follows: Standing | null = null;
  await until(async () => {
    const answer = await fetch(`${url}/api/v1/components/a/explain`);
    if (answer.ok) follows = explainAnswerSchema.parse(await answer.json()).calendars?.follows ?? null;
    return follows !== null;
  });
  if (follows === null) throw new Error('there is no calendar');
  return follows;
}

async function closedToday(test: Desk): Promise<CalendarOverride> {
  const { date } = (await standing(test)).today;
  return { calendar: 'TEST', date, closed: true, author: 'Mei', reason: 'The venue is shut.' };
}

function screenOf({ url }: { readonly url: string }): TestScreen {
  const screen = connectScreen(url);
  endings.push(() => screen.close());
  return screen;
}

const phaseOn = (screen: TestScreen) => screen.board()?.markets[0]?.phase;

test('EX-10 markets and explanations follow overrides from the turn that changes them', async () => {
  const test = await desk();
  const screen = screenOf(test);
  await until(() => phaseOn(screen) === 'open');
  await test.engine.commit({ overridesInForce: [await closedToday(test)] });
  await until(() => phaseOn(screen) === 'closed');
  expect(await standing(test)).toMatchObject({
    market: { phase: 'closed' },
    session: { state: 'closed' },
    today: { trades: false },
  });
  await test.engine.commit();
  await test.engine.commit({ overridesInForce: [] });
  await until(() => phaseOn(screen) === 'open');
  expect((await standing(test)).session.state).toBe('open');
  expect(screen.seen.frames.filter(({ markets }) => markets !== undefined)).toHaveLength(2);
});

test('EX-10 a new desk stands under the overrides that were said before it, and under those of its own turn', async () => {
  const test = await desk();
  const screen = screenOf(test);
  const closed = await closedToday(test);
  await test.engine.commit({ overridesInForce: [closed] });
  await publish(test, 'next');
  await until(() => screen.board()?.layout.version === 'next-1');
  expect(phaseOn(screen)).toBe('closed');
  await publish(test, 'third', { overridesInForce: [{ ...closed, closed: false }] });
  await until(() => screen.board()?.layout.version === 'third-1');
  expect(phaseOn(screen)).toBe('open');
});

test('EX-10 another relay knows them, from the snapshot or from a turn after it', async () => {
  const test = await desk();
  await test.engine.snapshot();
  await test.engine.commit({ overridesInForce: [await closedToday(test)] });
  const later = await anotherRelay(test);
  await until(async () => (await standing(later)).market.phase === 'closed');
  await test.engine.snapshot();
  const screen = screenOf(await anotherRelay(test));
  await until(() => phaseOn(screen) !== undefined);
  expect(phaseOn(screen)).toBe('closed');
});

test('EX-10 with an engine that begins anew only what it knows is in force', async () => {
  const test = await desk();
  const screen = screenOf(test);
  const closed = await closedToday(test);
  await test.engine.commit({ overridesInForce: [closed] });
  await until(() => phaseOn(screen) === 'closed');
  await test.engine.restart();
  await test.engine.snapshot();
  await test.engine.commit({ overridesInForce: [] });
  await until(() => screen.board()?.epoch === test.engine.board().epoch && phaseOn(screen) === 'open');
  await test.engine.commit({ overridesInForce: [closed] });
  await until(() => phaseOn(screen) === 'closed');
});

async function anotherRelay({ streams }: Desk): Promise<{ readonly url: string }> {
  const relay = await startTestRelay({ history, streams: createMemoryStreams(streams.store) });
  endings.push(() => relay.stop());
  await until(() => relay.readiness().ready);
  return relay;
}
