import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandAnswer, IncidentAnswer, IncidentsAnswer } from '@yagura/contract';
import { seededRandom } from '@yagura/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beat, type Beating } from '../support/beats.ts';
import { deskOf, senderToken } from '../support/desk-text.ts';
import type { Piece } from '../support/process.ts';
import { allOk } from '../support/scene.ts';
import { signIn } from '../support/sign-in.ts';
import { get, startStand, type Stand } from '../support/stand.ts';
import { until } from '../support/wait.ts';

const roundsEach = 5;
const random = seededRandom(20_261_128);

let stand: Stand;
let beating: Beating;
let cookie = '';
let incident = '';

beforeAll(async () => {
  const desk = deskOf(4);
  stand = await startStand(desk.text);
  beating = beat(stand.collectorPort, senderToken, desk.ids);
  await allOk(stand, desk.ids.length);
  cookie = await signIn(stand, { person: 'anna', name: 'Anna Ito' });
  beating.say('gw-ldn-1', { status: 'down' });
  const answer = await until(
    'the incident to be stored',
    () => get<IncidentsAnswer>(`${stand.url}/api/v1/incidents`),
    ({ incidents }) => incidents.length > 0,
    30_000,
  );
  incident = answer.incidents[0]?.id ?? '';
});
afterAll(async () => {
  beating?.stop();
  await stand?.stop();
});

interface Answered {
  /** Null where nothing came back at all. */
  readonly status: number | null;
  readonly answer: Partial<CommandAnswer>;
}

async function note(key: string, text: string): Promise<Answered> {
  const headers = { 'content-type': 'application/json', cookie };
  const url = `${stand.url}/api/v1/incidents/${encodeURIComponent(incident)}/note`;
  try {
    const body = JSON.stringify({ key, text });
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
    return { status: response.status, answer: (await response.json()) as Partial<CommandAnswer> };
  } catch {
    return { status: null, answer: {} };
  }
}

/** As a wall does: the same intention under the same key until somebody says what became of it. */
async function insist(key: string, text: string): Promise<Answered> {
  return until(
    `what became of ${text}`,
    () => note(key, text),
    ({ answer }) => answer.result === 'done',
    60_000,
  );
}

test('IN-31 killed between click and answer, each action happened once, or the person was told that nobody can say so yet', async () => {
  const [engine] = stand.engines;
  const { relay, postgres } = stand;
  if (!engine || !postgres) throw new Error('a stand has an engine and a Postgres of its own');
  const first: string[] = [];
  const texts: string[] = [];
  for (const victim of [relay, engine, postgres]) {
    for (let round = 0; round < roundsEach; round++) {
      const text = `${victim.name} ${round}`;
      texts.push(text);
      const key = `key-${victim.name}-${round}-abcdef`;
      const asked = note(key, text);
      await sleep(random.whole(0, 25));
      await killed(victim);
      const { status, answer } = await asked;
      first.push(`${status ?? 'nothing'} ${answer.result ?? ''}`);
      // Whoever is not told what became of it is told that it is recorded, or that nobody can say; never that it was not done.
      expect(['nothing ', '200 done', '202 recorded', '503 ']).toContain(first.at(-1));
      await insist(key, text);
    }
  }
  console.log(
    `first answers: ${[...new Set(first)].map((each) => `${each.trim()} ×${first.filter((one) => one === each).length}`).join(', ')}`,
  );
  const told = await until(
    'the log to be stored',
    () => get<IncidentAnswer>(`${stand.url}/api/v1/incidents/${encodeURIComponent(incident)}`),
    ({ log }) => log.filter(({ what }) => what === 'noted').length >= texts.length,
    60_000,
  );
  expect(
    told.log
      .filter(({ what }) => what === 'noted')
      .map(({ text }) => text)
      .toSorted(),
  ).toEqual(texts.toSorted());
});

async function killed(victim: Piece): Promise<void> {
  await victim.kill();
  victim.start();
}
