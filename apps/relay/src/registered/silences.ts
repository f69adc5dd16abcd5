import { mostSilenceMinutes, type RoomSilence } from '@yagura/contract';
import type { Streams } from '@yagura/streams';

/** Nobody is silenced for longer than this, so what was said before it is about nothing any more. */
const forgottenAfterMs = 3_600_000;
/** With a second in which two relays may differ. */
const mostMs = mostSilenceMinutes * 60_000 + 1000;

export interface SilencesOptions {
  readonly streams: Pick<Streams, 'silences'>;
  /** Desk time. */
  readonly now: () => number;
}

/** Rooms in which nobody is heard for a while, whichever relay was told so: the newest word of each room counts. */
export interface Silences {
  /** Desk time until which it is silent; null: it is not. */
  until(room: string): number | null;
  /** null: it ends. */
  say(room: string, until: number | null): void;
  /** Tells what was said here and hears what was said elsewhere; rejects while the store is away. */
  exchange(): Promise<void>;
}

export function createSilences({ streams, now }: SilencesOptions): Silences {
  const known = new Map<string, RoomSilence>();
  return {
    until(room) {
      const until = known.get(room)?.until ?? 0;
      const left = until - now();
      // Whatever stands in the store, nobody is silenced for longer than may be asked for.
      return left > 0 && left <= mostMs ? until : null;
    },
    // Later than every word before it, also than one whose clock ran ahead.
    say: (room, until) => void known.set(room, { until, saidAt: Math.max(now(), (known.get(room)?.saidAt ?? 0) + 1) }),
    async exchange() {
      const stored = await streams.silences.all();
      const ours = [...known].filter(([room, { saidAt }]) => saidAt > (stored[room]?.saidAt ?? 0));
      for (const [room, silence] of Object.entries(stored))
        if (silence.saidAt > (known.get(room)?.saidAt ?? 0)) known.set(room, silence);
      await streams.silences.note(Object.fromEntries(ours));
      const old = [...known].filter(([, { saidAt }]) => now() - saidAt > forgottenAfterMs).map(([room]) => room);
      for (const room of old) known.delete(room);
      await streams.silences.forget(old);
    },
  };
}
