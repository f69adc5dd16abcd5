import { inventorySchema, type Inventory } from '@yagura/contract';
import type { Streams } from '@yagura/streams';
import { StoreAwayError } from '@yagura/streams';
import { z } from 'zod';
import { createDeskView, type DeskView } from './desk-view.ts';
import type { BySender, Registrations } from './registrations.ts';
import { readState, writeState } from './state-file.ts';

const pollEveryMs = 1000;
/** Reading and checking a desk holds up the loop, so a large one is read less often: for at most 1 % of the time. */
const readMsPerComponent = 0.01;
const shareOfTime = 0.01;

const limitsSchema = z.object({ version: z.string(), limits: z.record(z.string(), z.number()) });
type Limits = z.infer<typeof limitsSchema>;

const storedSchema = z.object({
  inventory: inventorySchema,
  registered: z.record(z.string(), z.array(z.string())),
  learned: limitsSchema.nullable().default(null),
});

export interface DeskWatchOptions {
  readonly streams: Streams;
  readonly registrations: Registrations;
  /** Where the last known desk is kept, for a start while Redis is away. */
  readonly file: string;
  readonly now: () => number;
  readonly onDesk: (view: DeskView, from: 'redis' | 'disk') => void;
  /** The desk file cannot be kept on disk, or what Redis holds cannot be read. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

export interface DeskWatch {
  readonly view: DeskView | null;
  stop(): Promise<void>;
}

interface State {
  view: DeskView | null;
  inventory: Inventory | null;
  learned: Limits | null;
  kept: string;
  trouble: string | null;
}

function take(
  state: State,
  { inventory, learned }: { readonly inventory: Inventory; readonly learned: Limits | null },
  from: 'redis' | 'disk',
  options: DeskWatchOptions,
): void {
  state.inventory = inventory;
  state.learned = learned;
  state.view = createDeskView(inventory, learned?.limits);
  options.onDesk(state.view, from);
}

function tell(state: State, what: string, error: unknown, options: DeskWatchOptions): void {
  if (state.trouble === what) return;
  state.trouble = what;
  options.onTrouble(what, error);
}

async function keep(state: State, registered: BySender, options: DeskWatchOptions): Promise<void> {
  if (state.inventory === null) return;
  const mark = `${state.inventory.version} ${state.learned?.version} ${JSON.stringify(registered)}`;
  if (mark === state.kept) return;
  try {
    await writeState(options.file, { inventory: state.inventory, registered, learned: state.learned });
    state.kept = mark;
  } catch (error) {
    // A full disk: the next poll tries again, and until then an older desk is found there.
    tell(state, 'the desk could not be kept on disk', error, options);
  }
}

async function poll(state: State, options: DeskWatchOptions): Promise<void> {
  const { streams, registrations } = options;
  try {
    const inventory = await streams.desk.currentInventory();
    const learned = await learnedNow(state, streams);
    if (inventory !== null && (inventory.version !== state.view?.version || learned !== state.learned))
      take(state, { inventory, learned }, 'redis', options);
    registrations.adopt(await streams.desk.registered(), options.now());
    await keep(state, registrations.all(), options);
    state.trouble = null;
  } catch (error) {
    // While Redis is away the last one known stays in force.
    if (!(error instanceof StoreAwayError)) tell(state, 'the desk could not be read', error, options);
  }
}

/** The document is large and changes once a day, so only its name is asked each second. */
async function learnedNow({ learned }: State, streams: Streams): Promise<Limits | null> {
  const version = await streams.desk.currentLearned();
  if (version === null || version === learned?.version) return learned;
  const newest = await streams.desk.learned(version);
  return newest === null ? learned : { version, limits: newest.limits };
}

async function recall(state: State, options: DeskWatchOptions): Promise<void> {
  const stored = await readState(options.file, storedSchema);
  if (stored === null) return;
  options.registrations.adopt(stored.registered, options.now());
  take(state, stored, 'disk', options);
}

function pauseFor(inventory: Inventory | null): number {
  if (inventory === null) return pollEveryMs / 4;
  return Math.max(pollEveryMs, (inventory.components.length * readMsPerComponent) / shareOfTime);
}

/** Reads the desk at once, from disk first, and again each second. */
export async function startDeskWatch(options: DeskWatchOptions): Promise<DeskWatch> {
  const state: State = { view: null, inventory: null, learned: null, kept: '', trouble: null };
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let running: Promise<void> | null = null;

  async function pollAndAgain(): Promise<void> {
    await poll(state, options);
    if (!stopped) timer = setTimeout(again, pauseFor(state.inventory));
  }

  function again(): void {
    running = pollAndAgain();
  }

  await recall(state, options);
  again();
  return {
    get view() {
      return state.view;
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
