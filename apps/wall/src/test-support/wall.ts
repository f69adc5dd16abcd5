import type { Frame, Snapshot } from '@yagura/contract';
import type { DeskEvent } from '../desk/events.ts';
import type { DeskState } from '../desk/state.ts';
import type { Reading } from '../desk/overslept.ts';
import { createDeskStore, type DeskStore } from '../desk/store.ts';
import { deskStart, frame, freshness, pulse, snapshot } from './board.ts';

type WithoutReading<E> = E extends DeskEvent ? Omit<E, 'reading'> : never;

/** A wall whose time the test owns. Desk time and both clocks of the page begin together; the way takes no time. */
export interface TestWall {
  readonly store: DeskStore;
  /** What both clocks of the page say. */
  read(): Reading;
  state(): DeskState;
  /** Desk time now. */
  now(): number;
  apply(event: WithoutReading<DeskEvent>): DeskState;
  snapshot(over?: Parameters<typeof snapshot>[0]): DeskState;
  frame(over?: Partial<Frame>): DeskState;
  /** Lets time pass in ticks of 250 ms; with a relay that lives, frames, freshness and pulses come each second. */
  pass(milliseconds: number, relay?: 'lives' | 'silent' | 'without-engine'): DeskState;
  /** Time passes in which the page does not run. */
  sleep(milliseconds: number, clocks?: { monotonic?: boolean; calendar?: boolean }): void;
}

export function createTestWall(): TestWall {
  let [monotonic, calendar, desk] = [1000, deskStart, deskStart];
  let judged = deskStart;
  const read = () => ({ monotonic, calendar });
  const store = createDeskStore(read());
  const wall: TestWall = {
    store,
    read,
    state: () => store.state.getState(),
    now: () => desk,
    apply: (event) => store.apply({ ...event, reading: read() }),
    snapshot(over = {}) {
      wall.apply({ type: 'linked' });
      const body: Snapshot = snapshot({ sentAt: desk, at: desk, ...over });
      judged = body.at;
      return wall.apply({ type: 'snapshot', snapshot: body, receivedAt: monotonic });
    },
    frame(over = {}) {
      const revision = wall.state().board?.revision ?? 0;
      return wall.apply({ type: 'frame', frame: frame(judged, revision, { sentAt: desk, ...over }) });
    },
    pass(milliseconds, relay = 'lives') {
      for (let passed = 0; passed < milliseconds; passed += 250) {
        monotonic += 250;
        calendar += 250;
        desk += 250;
        if (relay !== 'silent' && desk % 1000 === 0) speak(relay);
        wall.apply({ type: 'tick', expectedMs: 250 });
      }
      return wall.state();
    },
    sleep(milliseconds, clocks = {}) {
      if (clocks.monotonic !== false) monotonic += milliseconds;
      if (clocks.calendar !== false) calendar += milliseconds;
      desk += milliseconds;
    },
  };
  const speak = (relay: 'lives' | 'without-engine') => {
    if (relay === 'lives') {
      judged = desk;
      wall.frame();
      const tenths = new Uint8Array(wall.state().board?.layout.components.length ?? 0).fill(2);
      wall.apply({ type: 'freshness', head: freshness(desk), tenths });
    }
    const revision = wall.state().board?.revision ?? 0;
    wall.apply({ type: 'pulse', pulse: pulse(desk, { revision, judgedAt: judged }) });
  };
  return wall;
}
