import { monitorEventLoopDelay } from 'node:perf_hooks';
import { seededRandom } from '@yagura/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beat, type Beating } from './support/beats.ts';
import { deskOf, senderToken } from './support/desk-text.ts';
import { killEngines, type Absence, type Killed } from './support/kill-engines.ts';
import { perform, storiesOf, type Story } from './support/known-changes.ts';
import { allOk } from './support/scene.ts';
import { startStand, type Stand } from './support/stand.ts';
import { readHistory, type BlindTime, type StoredChange, type StoredHistory } from './support/stored-history.ts';
import { until } from './support/wait.ts';
import { watchStand, type Seen } from './support/watch-stand.ts';

const kills = 50;
const perSite = 200;
const actorEvery = 4;
const storiesBeginWithinMs = 45_000;
const random = seededRandom(Number(process.env['YAGURA_SEED'] ?? 20_201_001));

const desk = deskOf(perSite);
const stories = storiesOf(
  random,
  desk.ids.filter((id, index) => id.startsWith('gw-') && index % actorEvery === 0),
  storiesBeginWithinMs,
);
const actors = new Set(stories.map(({ component }) => component));
const quiet = desk.ids.filter((id) => !actors.has(id));
/** What is stored of a component that is new to the desk and then beats. */
const born = ['no-sight', 'ok'];

let stand: Stand | null = null;
let history: StoredHistory | null = null;
let beating: Beating | null = null;
let killed: Killed;
let seen: Seen;
let stored: ReadonlyMap<string, readonly StoredChange[]>;
let blind: readonly BlindTime[];
let actedAt: (story: Story) => readonly number[];

beforeAll(async () => {
  stand = await startStand(desk.text, { engines: 2 });
  history = await openedHistory(stand.env.DATABASE_URL);
  beating = beat(stand.collectorPort, senderToken, desk.ids);
  await allOk(stand, desk.ids.length);
  const held = monitorEventLoopDelay();
  held.enable();
  const watched = watchStand(stand, history, new Set(quiet));
  const play = perform(beating, stories);
  actedAt = play.actedAt;
  killed = await killEngines(stand, random, kills);
  stored = await told(history);
  seen = await watched();
  blind = await storedBlind(history);
  console.log(
    `${killed.leaders} leaders and ${killed.standbys} standbys killed; ${seen.fences} wrote; blind for ${blind.map(({ from, to }) => to - from).join(', ')} ms`,
  );
  if (held.max / 1e6 > 1500) throw new Error(`the senders themselves stood still for ${held.max / 1e6} ms`);
}, 300_000);

/** Postgres comes up behind the rest, and is empty until an engine has written. */
async function openedHistory(databaseUrl: string): Promise<StoredHistory> {
  const opened = await until(
    'Postgres to answer',
    () => readHistory(databaseUrl),
    () => true,
    90_000,
  );
  await until(
    'something to be stored',
    () => opened.writer(),
    ({ fence }) => fence > 0,
  );
  return opened;
}

afterAll(async () => {
  beating?.stop();
  await history?.close();
  await stand?.stop();
});

/** Waits until every story is told to its end; what is wrong by then is for the tests to say. */
function told(from: StoredHistory): Promise<ReadonlyMap<string, readonly StoredChange[]>> {
  const lengths = new Map(stories.map(({ component, expected }) => [component, born.length + expected.length]));
  return until(
    'every story to be told to its end',
    () => from.changes(),
    (changes) => [...lengths].every(([component, length]) => (changes.get(component)?.length ?? 0) >= length),
    40_000,
  );
}

/** The last absence may have been the last thing that happened: what is told of it is on its way to Postgres. */
function storedBlind(from: StoredHistory): Promise<readonly BlindTime[]> {
  const long = longAbsences();
  return until(
    'our blind time to be stored',
    () => from.blindTimes(),
    (times) => long.every((absence) => times.some((time) => covers(time, absence))),
    30_000,
  );
}

const longAbsences = () => killed.absences.filter(({ from, to }) => to - from > 3000);
const covers = (time: BlindTime, { from, to }: Absence) => time.from <= from && time.to >= to;

const healthsOf = (component: string) => stored.get(component)?.map(({ to }) => to);

test('TU-16 engines killed fifty times under load: every change once and at its instant, and no other', () => {
  expect(killed.leaders + killed.standbys).toBe(kills);
  expect(seen.fences, 'engines that wrote to Postgres').toBeGreaterThan(5);
  for (const component of quiet) expect(healthsOf(component), component).toEqual(born);
  for (const { component, expected } of stories)
    expect(healthsOf(component), component).toEqual([...born, ...expected.map(({ to }) => to)]);
  expect(stories.flatMap(untimely)).toEqual([]);
});

/** Changes whose instant does not follow from when their cause happened. */
function untimely(story: Story): string[] {
  const changes = stored.get(story.component)?.slice(born.length) ?? [];
  return story.expected.flatMap(({ to, act, withinMs: [least, most] }, index) => {
    const after = (changes[index]?.at ?? Number.NaN) - (actedAt(story)[act] ?? Number.NaN);
    return after >= least && after <= most ? [] : [`${story.component} ${to} ${after} ms after its cause`];
  });
}

test('TU-16 in Postgres each change begins where the one before ended, and numbers only grow', async () => {
  const ids = [...stored.values()].flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(await history?.broken()).toEqual([]);
  expect(await history?.astray()).toEqual([]);
  expect(await history?.epochs()).toBe(1);
  expect(seen.backwards).toEqual([]);
});

test('TU-16 what beats all the time is never told as anything but well, or as unknown while nobody judges', () => {
  expect(seen.boards).toBeGreaterThan(100);
  expect(seen.unwell).toEqual([]);
});

test('TU-17 time in which no engine judged is in Postgres as our blind time, and no other', () => {
  const absences = longAbsences();
  expect(absences.length).toBeGreaterThanOrEqual(3);
  for (const absence of absences) expect(blind.filter((time) => covers(time, absence))).toHaveLength(1);
  // As seen from outside: while it lasted, no board was any newer than the one before, but for what it takes to see that.
  for (const time of blind) {
    expect(time.cause).toBe('engine-away');
    const overlaps = seen.stood.map(({ from, to }) => Math.min(to, time.to) - Math.max(from, time.from));
    const stood = overlaps.reduce((sum, overlap) => sum + Math.max(0, overlap), 0);
    expect(stood, JSON.stringify({ blind, stood: seen.stood })).toBeGreaterThan(time.to - time.from - 2000);
  }
  expect(blind.every(({ from }, index) => index === 0 || from >= (blind[index - 1]?.to ?? 0))).toBe(true);
});
