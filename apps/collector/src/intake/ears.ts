import type { Beat, HeardBeat, HeardOccurrence, Occurrence, PortName } from '@yagura/contract';
import type { DeskView, Sender } from '../desk/desk-view.ts';
import type { Registrations } from '../desk/registrations.ts';
import type { Batcher } from '../entries/batcher.ts';
import type { Deadlines } from '../entries/deadlines.ts';
import type { Stored } from '../entries/outgoing.ts';
import type { CollectorMetrics } from '../metrics.ts';
import { admitBeat, admitOccurrence, type Admission } from './admit.ts';
import type { Rejected, Told } from './told.ts';

/** Why nothing can be taken at present. */
export interface Refusal {
  readonly status: 429 | 503;
  readonly error: string;
  readonly remedy: string;
}

export interface Receipt {
  readonly accepted: number;
  readonly rejected: readonly Rejected[];
  /** The interval in force for components that declared none. */
  readonly assumed: ReadonlyMap<string, number> | null;
  /** Null when there was nothing to store. */
  readonly stored: Promise<Stored> | null;
}

/** What an adapter may do with what it was told. */
export interface Ears {
  refusal(): Refusal | null;
  senderOf(token: string): Sender | null;
  hearBeats(port: PortName, sender: Sender, told: Told<Beat>): Receipt;
  hearOccurrences(port: PortName, sender: Sender, told: Told<Occurrence>): Receipt;
  /** Whether it was this start's own canary. */
  hearCanary(port: PortName, token: string): boolean;
  readiness(): { readonly ready: boolean; readonly why: string };
}

export interface EarsOptions {
  readonly view: () => DeskView | null;
  readonly registrations: Registrations;
  readonly batcher: Batcher;
  readonly deadlines: Deadlines;
  readonly desk: () => number;
  /** Beats and events that are on their way; at `mostOnTheWay` nothing more is taken. */
  readonly onTheWay: () => number;
  readonly mostOnTheWay: number;
  readonly metrics: CollectorMetrics;
  readonly hearCanary: Ears['hearCanary'];
  readonly readiness: Ears['readiness'];
}

const noDesk: Refusal = {
  status: 503,
  error: 'no desk is known yet: the engine has not published one since this collector first started',
  remedy: 'Start the engine and Redis, then send again.',
};
const tooMuch: Refusal = {
  status: 429,
  error: 'more is on its way than this collector may hold',
  remedy: 'Wait a second, then send the newest beats only.',
};

interface Taken<Thing> {
  readonly things: Thing[];
  readonly rejected: Rejected[];
}

/** Applies one question to each thing; what may not be said is rejected by its place in the request. */
function admitEach<Thing, Heard>(
  told: Told<Thing>,
  admit: (thing: Thing) => Admission,
  take: (thing: Thing, everyMs: number) => Heard,
  onRefused: (cause: string) => void,
): Taken<Heard> {
  const things: Heard[] = [];
  const rejected = told.rejected;
  for (let position = 0; position < told.things.length; position++) {
    const thing = told.things[position] as Thing;
    const admission = admit(thing);
    if (admission.taken) {
      things.push(take(thing, admission.everyMs));
      continue;
    }
    onRefused(admission.cause);
    rejected.push({ index: told.places?.[position] ?? position, error: admission.error });
  }
  return { things, rejected };
}

function receiptOf<Heard>(
  { things, rejected }: Taken<Heard>,
  assumed: Receipt['assumed'],
  stored: Receipt['stored'],
): Receipt {
  if (rejected.length > 1) rejected.sort((a, b) => a.index - b.index);
  return { accepted: things.length, rejected, assumed, stored };
}

/** Parsed for nobody else, so it is completed in place: a copy of each beat would cost as much as checking it. */
function stamp(beat: Beat, heard: number, port: PortName, sender: string): HeardBeat {
  const stamped = beat as Beat & { heard: number; port: PortName; sender: string };
  stamped.heard = heard;
  stamped.port = port;
  stamped.sender = sender;
  return stamped as HeardBeat; // its optional fields are absent or resolved
}

export function createEars(options: EarsOptions): Ears {
  const { registrations, batcher, deadlines, metrics } = options;

  function viewNow(): DeskView {
    const view = options.view();
    if (view === null) throw new Error('asked before the desk was known; refusal() says so');
    return view;
  }

  function hearBeats(port: PortName, sender: Sender, told: Told<Beat>): Receipt {
    const view = viewNow();
    const heard = Math.floor(options.desk());
    let assumed: Map<string, number> | null = null;
    const taken = admitEach(
      told,
      (beat) => admitBeat(view, registrations, sender, beat.component, heard),
      (beat, everyMs) => {
        // What a probe found says nothing of when the component itself was heard.
        if (beat.probe !== undefined) return stamp(beat, heard, port, sender.id);
        deadlines.heard(beat.component, heard, beat.every, everyMs);
        if (beat.every === undefined && deadlines.declared(beat.component) === null)
          (assumed ??= new Map()).set(beat.component, everyMs);
        return stamp(beat, heard, port, sender.id);
      },
      (cause) => metrics.rejected(port, cause, 1),
    );
    metrics.accepted(port, taken.things.length);
    return receiptOf(taken, assumed, taken.things.length > 0 ? batcher.add(taken.things, []) : null);
  }

  function hearOccurrences(port: PortName, sender: Sender, told: Told<Occurrence>): Receipt {
    const view = viewNow();
    const heard = Math.floor(options.desk());
    const taken = admitEach(
      told,
      ({ component }) => admitOccurrence(view, registrations, sender, component),
      (occurrence) => ({ ...occurrence, heard, sender: sender.id }) as HeardOccurrence, // `at` is absent or resolved
      (cause) => metrics.rejected(port, cause, 1),
    );
    metrics.accepted(port, taken.things.length);
    return receiptOf(taken, null, taken.things.length > 0 ? batcher.add([], taken.things) : null);
  }

  return {
    refusal() {
      if (options.view() === null) return noDesk;
      return options.onTheWay() >= options.mostOnTheWay ? tooMuch : null;
    },
    senderOf: (token) => options.view()?.senderOf(token) ?? null,
    hearBeats,
    hearOccurrences,
    hearCanary: options.hearCanary,
    readiness: options.readiness,
  };
}
