import type { Turn } from '@yagura/contract';
import type { EngineOptions } from '../engine.ts';
import type { Keeper } from '../keeper.ts';
import { say } from './desk-publisher.ts';
import type { HistoryWriter } from './history-writer.ts';
import { pulseOf } from './pulse.ts';
import { writeSnapshot, type Taken } from './snapshots.ts';

const pulseEveryMs = 1000;
const snapshotEveryMs = 10_000;
/** Turns a minute or so of which Postgres is behind are worth a word on the wall. */
const behindTurns = 6000;
/** The journal's bound; reaching it is an alarm, since then history will have a hole. */
const journalBound = 500_000;

/** What follows a committed turn when its time has come: the pulse, the snapshot, trimming, findings about ourselves. */
export function createHousekeeping(options: EngineOptions, keeper: Keeper, fence: number, writer: HistoryWriter) {
  let pulses = 0;
  let pulsedAt = 0;
  let snapshotAt = 0;
  let previous: Taken | null = null;
  let writing = false;
  const findings = createSelfFindings(options);
  const snapshot = async () => {
    const taken = await writeSnapshot(options.streams, keeper, fence);
    // One snapshot behind: a standby may still be reading what lies between the two.
    if (taken && previous) await trim(options, previous, writer.storedUpTo());
    previous = taken ?? previous;
  };
  return async (turn: Turn): Promise<void> => {
    const now = options.monotonic();
    if (now - pulsedAt >= pulseEveryMs || turn.layout) {
      pulsedAt = now;
      const behind = Math.max(0, keeper.turn - (writer.storedUpTo() ?? keeper.turn));
      await options.streams.pulse.publish(fence, pulseOf(keeper, turn.shown, behind, pulses++ % 2 === 0));
      await tellRegistered(options, keeper, turn);
      gauge(options, keeper, behind);
      findings(behind);
    }
    if (!writing && (now - snapshotAt >= snapshotEveryMs || turn.layout)) {
      snapshotAt = now;
      writing = true;
      void snapshot()
        .catch((error: unknown) =>
          options.service.log.warn('the snapshot was not written; the last one stays', { error }),
        )
        .finally(() => {
          writing = false;
        });
    }
  };
}

async function trim(options: EngineOptions, to: Taken, stored: number | null): Promise<void> {
  const { streams } = options;
  await streams.evidence.trim(to.to);
  await streams.turns.trim(Math.min(to.turn, stored ?? 0));
  const length = await streams.turns.length();
  if (length <= journalBound) return;
  await streams.turns.trim(to.turn);
  await say(
    streams,
    'journal-full',
    `The journal held ${length} turns that Postgres did not take; the oldest were given up.`,
  );
}

async function tellRegistered(options: EngineOptions, keeper: Keeper, turn: Turn): Promise<void> {
  if (!turn.layout) return;
  const bySender: Record<string, string[]> = {};
  for (const row of keeper.world.desk.rows.values())
    if (row.component.unregistered && row.sender) (bySender[row.sender] ??= []).push(row.component.id);
  await options.streams.desk.putRegistered(bySender);
}

function gauge(options: EngineOptions, keeper: Keeper, behind: number): void {
  const { metrics } = options;
  const counters = keeper.world.watches.map((watch) => watch.counters);
  const sum = (pick: (counter: (typeof counters)[number]) => number) =>
    counters.reduce((total, counter) => total + pick(counter), 0);
  metrics.beats.set(sum((counter) => counter.beatsFolded));
  metrics.beatsIgnored.set(sum((counter) => counter.beatsIgnored));
  metrics.beatsLost.set(sum((counter) => counter.beatsLost));
  metrics.entriesLost.set(counters[0]?.entriesLost ?? 0);
  metrics.components.set(keeper.world.desk.rows.size);
  const { incidents, counters: incidentCounters } = keeper.world.desk.incidents;
  metrics.incidents.set(incidents.size);
  metrics.incidentsRefused.set(incidentCounters.refused);
  metrics.historyBehind.set(behind);
}

/** Says what the monitor has to say about itself, once when it begins and once when it is over. */
function createSelfFindings(options: EngineOptions) {
  const said = new Map<string, boolean>();
  const set = (code: 'clock-stepped' | 'history-behind', text: string | null) => {
    if ((said.get(code) ?? false) === (text !== null)) return;
    said.set(code, text !== null);
    void say(options.streams, code, text).catch(() => said.delete(code)); // away: said again at the next pulse
  };
  return (behind: number) => {
    const clock = options.clock.finding();
    set(
      'clock-stepped',
      clock && `The store's clock stepped by ${Math.round(clock.byMs)} ms; desk time does not follow it.`,
    );
    set(
      'history-behind',
      behind > behindTurns ? `Postgres is ${behind} turns behind; judging goes on, history waits.` : null,
    );
  };
}
