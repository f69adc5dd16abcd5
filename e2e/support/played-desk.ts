import type { Board, Change, Command, Entry, HeardBeat, HeardOccurrence, Intention, Inventory } from '@yagura/contract';
import { createWorld, foldTurn, nextWakeOf, type World } from '@yagura/domain';
import { scriptedCollector, type CollectorScript, type Delivery } from '@yagura/testkit';
import { beatSchema } from '@yagura/contract';
import { applyTurn, liveBoard, withLayout, withPulse, type LiveBoard } from '../../apps/relay/src/board/live-board.ts';
import { withMarkets } from '../../apps/relay/src/board/markets.ts';
import { makeTurn } from '../../apps/engine/src/lead/make-turn.ts';
import { pulseOf } from '../../apps/engine/src/lead/pulse.ts';
import { composeBeat } from '../../apps/simulator/src/compose-beat.ts';
import { occurredBetween } from '../../apps/simulator/src/duties.ts';
import { isRunning } from '../../apps/simulator/src/metrics/pace.ts';
import { simulatedDesk } from '../../apps/simulator/src/simulated-desk.ts';

/** What happened until the instant that is looked at; milliseconds before it. */
export interface Story {
  /** Fell silent so long ago. */
  readonly silent?: Readonly<Record<string, number>>;
  /** Says so of itself since so long ago. */
  readonly says?: Readonly<Record<string, Pick<HeardBeat, 'status' | 'message'> & { readonly ago: number }>>;
  /** Nothing there is heard any more. */
  readonly lostSite?: { readonly site: string; readonly ago: number };
  readonly collectorLost?: number;
  /** For how long the desk has run; 45 s where nothing in the story is older. */
  readonly lastsMs?: number;
  readonly does?: readonly { readonly ago: number; readonly does: (board: Board) => Command['does'] }[];
}

const warmUpMs = 45_000;
const dayMs = 86_400_000;
const entryEveryMs = 100;
const nowhere = { beats: '0', inputs: '0' };

/** A board, and how it came about. */
export interface PlayedDesk extends LiveBoard {
  readonly changes: readonly Change[];
}

/** The board as the monitor's own fold makes it of beats, by an injected clock: the same story gives the same picture, always. */
export function playDesk(inventory: Inventory, story: Story, now: number): PlayedDesk {
  const start = now - (story.lastsMs ?? warmUpMs);
  const world = createWorld(1, start);
  const deliveries = scriptedCollector(scriptOf(inventory, story, start, now));
  const deeds = [...(story.does ?? [])].toSorted((a, b) => b.ago - a.ago);
  const desk = startingWith(world, { inventory, start, entries: entriesUntil(deliveries, start) });
  for (let at = start; at < now;) {
    const deed = deeds[0];
    at = Math.min(deliveries[0]?.at ?? now, nextWakeOf(world) ?? now, deed ? now - deed.ago : now, now);
    const commands =
      deed && at >= now - deed.ago ? [commandOf(deeds.shift()?.does, desk.live().board, deeds.length)] : [];
    desk.turn({ entries: entriesUntil(deliveries, at), commands, now: at });
  }
  const { epoch, revision } = desk.live().board;
  const live = withMarkets(withPulse(desk.live(), pulseOf({ world, epoch, turn: revision, now }, now, 0, true)));
  return { ...live, changes: desk.changes };
}

function commandOf(does: ((board: Board) => Command['does']) | undefined, board: Board, left: number): Intention {
  if (!does) throw new Error('there is a deed');
  return { id: `deed-of-a-story-${left}`, person: 'anna', does: does(board) };
}

interface Beginning {
  readonly inventory: Inventory;
  readonly start: number;
  /** What was heard by then: without it everything that was due today would be missing for a moment. */
  readonly entries: readonly Entry[];
}

function startingWith(world: World, { inventory, start, entries }: Beginning) {
  let live: LiveBoard = liveBoard(emptyBoard(inventory, start), inventory);
  const changes: Change[] = [];
  const turn = (
    input: Parameters<typeof foldTurn>[1] | Omit<Parameters<typeof foldTurn>[1], 'inventory' | 'findings'>,
  ) => {
    const effects = foldTurn(world, { inventory: null, findings: null, ...input });
    if (effects.layout) live = withLayout(live, { layout: effects.layout, inventory }, input.now);
    const { epoch, revision } = live.board;
    const place = { epoch, turn: revision + 1, fence: 1, now: input.now, shown: input.now, from: nowhere, to: nowhere };
    const made = makeTurn(place, effects, null);
    const next = applyTurn(live, made);
    if (next === null) throw new Error('a turn does not follow its board');
    live = next;
    changes.push(...made.changes);
  };
  turn({ inventory, entries, findings: [], now: start });
  return { live: () => live, changes, turn };
}

function emptyBoard(inventory: Inventory, at: number): Board {
  const layout = {
    version: 'none-0',
    desk: inventory.desk,
    sites: inventory.sites,
    views: inventory.views,
    components: [],
  };
  const nothing = {
    alarms: [],
    strip: [],
    findings: [],
    collectors: [],
    openings: [],
    incidents: [],
    waivers: [],
    markets: [],
    rate: null,
  };
  return { epoch: 1, revision: 0, at, layout, statuses: [], figures: [], lastBeats: [], limits: [], ...nothing };
}

function scriptOf(inventory: Inventory, story: Story, start: number, now: number): CollectorScript {
  const [collector] = inventory.collectors;
  if (!collector) throw new Error('a desk has a collector');
  const lost = story.collectorLost;
  return {
    id: collector.id,
    start: start - 2 * entryEveryMs,
    stop: now,
    entryEveryMs,
    occurrences: occurrencesOf(inventory, start),
    beats: beatsOf(inventory, story, start, now),
    ...(lost !== undefined && { killed: [{ from: now - lost, to: now + 1 }] }),
  };
}

function beatsOf(inventory: Inventory, story: Story, start: number, now: number): HeardBeat[] {
  const well = { trouble: null, loggedOff: new Set<string>() };
  return simulatedDesk(inventory).components.flatMap((component, place) => {
    const until = now - silentFor(inventory, story, component.id);
    const beats: HeardBeat[] = [];
    const first = start + 40 + ((place * 37) % 900);
    for (let heard = first, seq = 1; heard < until; heard += 1000, seq++) {
      // Whose hours are over says so once.
      if (seq > 1 && !isRunning(component, heard)) continue;
      const signature = { component: component.id, epoch: 'start-1', seq };
      const { at: _at, every: _every, ...said } = beatSchema.parse(composeBeat(component, signature, heard, 1, well));
      const own = story.says?.[component.id];
      const other = own && heard >= now - own.ago ? { status: own.status, message: own.message } : {};
      beats.push({ ...said, epoch: 'start-1', seq, heard, at: heard, port: 'http', sender: 'story', ...other });
    }
    return beats;
  });
}

function silentFor({ components }: Inventory, { silent, lostSite }: Story, id: string): number {
  const isLost = lostSite !== undefined && components.some((each) => each.id === id && each.site === lostSite.site);
  return isLost ? lostSite.ago : (silent?.[id] ?? -1);
}

/** All that was due within the last day happened, as on any good day. */
function occurrencesOf(inventory: Inventory, start: number): HeardOccurrence[] {
  return simulatedDesk(inventory).components.flatMap((component) =>
    occurredBetween(component, start - 4 * dayMs, start, 1).map((one) => ({
      ...one,
      heard: start - entryEveryMs,
      sender: 'story',
    })),
  );
}

function entriesUntil(deliveries: Delivery[], now: number): Entry[] {
  let count = 0;
  while ((deliveries[count]?.at ?? Infinity) <= now) count++;
  return deliveries.splice(0, count).map(({ entry }) => entry);
}
