import type { BoardNews, Frame, Freshness, Pulse, Scope, Turn } from '@yagura/contract';
import { sleep } from '@yagura/service';
import type { LiveBoard } from './board/live-board.ts';
import { startBroadcaster, type Broadcaster } from './frames/broadcaster.ts';
import { createRoom, type Room } from './frames/room.ts';
import { everything, scopeSetOf, type ScopeSet } from './frames/scope-set.ts';
import { createSnapshotPress } from './frames/snapshot-press.ts';
import type { Timers } from './frames/timers.ts';
import type { RelayCounters } from './relay-counters.ts';

/** Who is told. Given apart from the stage, since a screen asks the stage and the stage speaks to screens. */
export interface Audience {
  frame(channel: string, frame: Frame): void;
  freshness(channel: string, head: Freshness, tenths: Uint8Array): void;
  pulse(channel: string, pulse: Pulse): void;
  /** False when nobody listens there any more. */
  listens(channel: string): boolean;
  restart(): void;
}

/** The place of one scope set: its channel, and its room once there is a board. */
export interface Seat {
  readonly channel: string;
  room(): Room | null;
}

/** The rooms and what is played in them; each is opened for the first screen of its scope set, once there is a board. */
export interface Stage {
  /** Null when there are as many rooms as there may be. */
  seat(scope: Scope): Seat | null;
  board(live: LiveBoard): void;
  turn(live: LiveBoard, turn: Turn, before: LiveBoard): void;
  /** News of this relay itself. */
  news(live: LiveBoard, news: BoardNews): void;
  enginePulse(live: LiveBoard): void;
  pulse(pulse: Pulse): void;
  stop(): void;
}

export interface StageOptions {
  readonly audience: () => Audience;
  readonly build: string;
  readonly counters: RelayCounters;
  readonly timers: Timers;
  readonly deskNow: () => number;
  readonly elapsed: () => number;
}

/** Each room encodes its own frames, so that many scope sets are much work. */
export const mostRooms = 50;

interface Place {
  readonly set: ScopeSet;
  readonly channel: string;
  room: Room | null;
}

export function createStage(options: StageOptions): Stage {
  const { audience, counters, timers, elapsed } = options;
  const places = new Map<string, Place>();
  let live: LiveBoard | null = null;
  const rooms = () => [...places.values()].flatMap(({ room }) => room ?? []);
  const makeRoom = (set: ScopeSet, channel: string) => live && openRoom(live, set, channel, options);
  const makePlace = (set: ScopeSet): Place | null => {
    if (places.size >= mostRooms) forgetEmpty(places, audience());
    if (places.size >= mostRooms) return null;
    const channel = `scope:${set.key}`;
    const place = { set, channel, room: makeRoom(set, channel) };
    places.set(set.key, place);
    return place;
  };
  // Always open, so that whoever comes back finds what was missed.
  makePlace(everything);
  const broadcaster: Broadcaster = startBroadcaster({ rooms, timers, elapsed });
  return {
    seat(scope) {
      const set = scopeSetOf(scope);
      const place = places.get(set.key) ?? makePlace(set);
      return place && { channel: place.channel, room: () => place.room };
    },
    board(next) {
      counters.boardLoaded();
      live = next;
      broadcaster.replace(next);
      for (const place of places.values()) place.room ??= makeRoom(place.set, place.channel);
      audience().restart();
    },
    turn(next, turn, before) {
      live = next;
      broadcaster.turn(next, turn, before);
    },
    news(next, news) {
      live = next;
      broadcaster.news(next, news);
    },
    enginePulse(next) {
      live = next;
      broadcaster.pulse(next);
    },
    pulse(pulse) {
      for (const { set, channel } of places.values())
        audience().pulse(channel, live ? set.pulse(pulse, live.board) : pulse);
    },
    stop: () => broadcaster.stop(),
  };
}

function openRoom(live: LiveBoard, scope: ScopeSet, channel: string, options: StageOptions): Room {
  const { audience, build, counters, deskNow, elapsed } = options;
  const onPressed = (bytes: number) => counters.snapshotPressed(bytes);
  const press = createSnapshotPress({ build, now: deskNow, elapsed, wait: sleep, onPressed });
  const voice = {
    frame: (frame: Frame) => audience().frame(channel, frame),
    freshness: (head: Freshness, tenths: Uint8Array) => audience().freshness(channel, head, tenths),
  };
  return createRoom(live, { scope, voice, press, now: deskNow });
}

function forgetEmpty(places: Map<string, Place>, audience: Audience): void {
  for (const [key, { channel }] of places) if (key !== everything.key && !audience.listens(channel)) places.delete(key);
}
