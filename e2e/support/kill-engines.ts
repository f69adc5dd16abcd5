import { Redis } from 'ioredis';
import type { SeededRandom } from '@yagura/testkit';
import type { Piece } from './process.ts';
import type { Stand } from './stand.ts';
import { sleep } from './wait.ts';

/** From the last engine's end to the first one's start: nobody judged in between. */
export interface Absence {
  readonly from: number;
  readonly to: number;
}

export interface Killed {
  readonly leaders: number;
  readonly standbys: number;
  readonly absences: readonly Absence[];
}

type Blow = 'leader' | 'standby' | 'both' | 'both for long';

/** Screens are blind after 3 s without a turn. */
const longMs = 3300;

/** Kills engines the hard way, `count` times in all, at seeded moments; each is started again as a supervisor would. */
export async function killEngines(stand: Stand, random: SeededRandom, count: number): Promise<Killed> {
  const redis = new Redis(stand.env.REDIS_URL.slice('unix://'.length));
  const killed = { leaders: 0, standbys: 0, absences: [] as Absence[] };
  try {
    for (const blow of blowsOf(random, count)) {
      const leader = await leaderOf(redis, stand, random);
      await sleep(random.whole(0, 700));
      const standbys = stand.engines.filter((engine) => engine !== leader);
      if (blow !== 'standby') killed.leaders += 1;
      if (blow !== 'leader') killed.standbys += standbys.length;
      if (blow === 'leader') await replace(leader);
      else if (blow === 'standby') await Promise.all(standbys.map(replace));
      else killed.absences.push(await replaceAll(stand, blow === 'both' ? 0 : longMs + random.whole(0, 700)));
    }
  } finally {
    redis.disconnect();
  }
  return killed;
}

/** So often an engine is not waited for until it leads. */
const hitEarly = 0.2;
const patienceMs = 2500;

/** Both count twice; their order is drawn, how many of each there are is not. */
function blowsOf(random: SeededRandom, count: number): Blow[] {
  const together: Blow[] = ['both', 'both', 'both for long', 'both for long', 'both for long'];
  const alone = Array.from({ length: count - 2 * together.length }, (_, index): Blow => {
    return index % 2 === 0 ? 'leader' : 'standby';
  });
  const drawn = [...together, ...alone].map((blow) => ({ blow, place: random.next() }));
  return drawn.toSorted((a, b) => a.place - b.place).map(({ blow }) => blow);
}

/** Whoever leads by its own turns; where nobody comes to that within patience, any of them is hit on its way there. */
async function leaderOf(redis: Redis, stand: Stand, random: SeededRandom): Promise<Piece> {
  const patience = performance.now() + (random.next() < hitEarly ? 0 : patienceMs);
  for (;;) {
    const [lease, fence] = await Promise.all([redis.get('yagura:lease'), redis.hget('yagura:head', 'fence')]);
    const leader = stand.engines.find((engine) => lease?.startsWith(`${fence}:engine-${engine.pid}-`));
    if (leader) return leader;
    if (performance.now() > patience) return random.pick(stand.engines as [Piece, ...Piece[]]); // a stand has an engine
    await sleep(50);
  }
}

async function replace(engine: Piece): Promise<void> {
  await engine.kill();
  engine.start();
}

async function replaceAll(stand: Stand, afterMs: number): Promise<Absence> {
  await Promise.all(stand.engines.map((engine) => engine.kill()));
  const from = Date.now();
  await sleep(afterMs);
  const to = Date.now();
  for (const engine of stand.engines) engine.start();
  return { from, to };
}
