import type { ScreenSighting } from '@yagura/contract';
import type { Streams } from '@yagura/streams';

/** What another relay said longer ago than this may not be so any more. */
export const sightingHoldsMs = 12_000;
const forgottenAfterMs = 24 * 3_600_000;

export interface SightingsOptions {
  readonly streams: Pick<Streams, 'sightings'>;
  /** This relay among the others. */
  readonly relay: string;
  /** Of the screens that are connected here. */
  readonly ours: () => Readonly<Record<string, ScreenSighting>>;
  readonly isRegistered: (id: string) => boolean;
}

/** What relays tell each other of screens, through the store. While it is away each knows its own. */
export interface SharedSightings {
  of(id: string): ScreenSighting | null;
  /** How another relay sees it now to which it is connected. */
  elsewhere(id: string, now: number): ScreenSighting | null;
  /** Tells what is here and hears what is elsewhere; rejects while the store is away. */
  exchange(now: number): Promise<void>;
}

export function createSightings({ streams, relay, ours, isRegistered }: SightingsOptions): SharedSightings {
  let known: Readonly<Record<string, ScreenSighting>> = {};
  const of = (id: string) => known[id] ?? null;
  return {
    of,
    elsewhere(id, now) {
      const sighting = of(id);
      return sighting && sighting.relay !== relay && now - sighting.at < sightingHoldsMs ? sighting : null;
    },
    async exchange(now) {
      await streams.sightings.note(ours());
      known = await streams.sightings.all();
      const old = Object.entries(known).filter(([id, { at }]) => !isRegistered(id) && now - at > forgottenAfterMs);
      await streams.sightings.forget(old.map(([id]) => id));
    },
  };
}
