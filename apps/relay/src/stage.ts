import type { Frame, Freshness, Turn } from '@yagura/contract';
import { sleep } from '@yagura/service';
import type { LiveBoard } from './board/live-board.ts';
import { startBroadcaster, type Broadcaster } from './frames/broadcaster.ts';
import { createRoom, type Room } from './frames/room.ts';
import { everything, type ScopeSet } from './frames/scope-set.ts';
import { createSnapshotPress } from './frames/snapshot-press.ts';
import type { Timers } from './frames/timers.ts';
import type { RelayCounters } from './relay-counters.ts';

/** Who is told. Given apart from the stage, since a screen asks the stage and the stage speaks to screens. */
export interface Audience {
  frame(frame: Frame): void;
  freshness(head: Freshness, tenths: Uint8Array): void;
  restart(): void;
}

/** The rooms and what is played in them; empty until the first board came. */
export interface Stage {
  readonly scope: ScopeSet;
  room(): Room | null;
  board(live: LiveBoard): void;
  turn(live: LiveBoard, turn: Turn, before: LiveBoard): void;
  pulse(live: LiveBoard): void;
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

export function createStage({ audience, build, counters, timers, deskNow, elapsed }: StageOptions): Stage {
  const scope = everything;
  let room: Room | null = null;
  let broadcaster: Broadcaster | null = null;
  const open = (live: LiveBoard) => {
    const onPressed = (bytes: number) => counters.snapshotPressed(bytes);
    const press = createSnapshotPress({ build, now: deskNow, elapsed, wait: sleep, onPressed });
    const voice = {
      frame: (frame: Frame) => audience().frame(frame),
      freshness: (head: Freshness, tenths: Uint8Array) => audience().freshness(head, tenths),
    };
    room = createRoom(live, { scope, voice, press, now: deskNow });
    broadcaster = startBroadcaster({ rooms: [room], timers, elapsed });
  };
  return {
    scope,
    room: () => room,
    board(live) {
      counters.boardLoaded();
      if (broadcaster) broadcaster.replace(live);
      else open(live);
      audience().restart();
    },
    turn: (live, turn, before) => broadcaster?.turn(live, turn, before),
    pulse: (live) => broadcaster?.pulse(live),
    stop: () => broadcaster?.stop(),
  };
}
