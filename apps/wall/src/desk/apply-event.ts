import { observeEcho, observeMessage } from './clocks.ts';
import type { DeskEvent } from './events.ts';
import { agreedSince, disagree, overslept } from './overslept.ts';
import { deskNowOf, settle } from './settle.ts';
import type { DeskState } from './state.ts';
import { takeFrame, takeFreshness, takePulse, takeSnapshot } from './take-message.ts';

/** One event to the next state. First whether the page ran at all, so that no message can paint over a sleep. */
export function applyEvent(state: DeskState, event: DeskEvent): DeskState {
  return settle(take(noticeSleep(state, event), event));
}

function noticeSleep(state: DeskState, event: DeskEvent): DeskState {
  const { reading } = event;
  const expectedMs = event.type === 'tick' ? event.expectedMs : 0;
  const slept = overslept(state.reading, reading, expectedMs) || disagree(state.agreedAt, reading);
  const sleptSince = slept ? (state.sleptSince ?? deskNowOf(state)) : state.sleptSince;
  const noticedAt = slept ? reading.monotonic : state.noticedAt;
  return { ...state, reading, sleptSince, noticedAt, agreedAt: agreedSince(state.agreedAt, reading) };
}

function take(state: DeskState, event: DeskEvent): DeskState {
  const { monotonic } = event.reading;
  switch (event.type) {
    case 'tick':
      return state;
    case 'linked':
      return { ...state, unlinkedAt: null };
    case 'unlinked':
      return { ...state, unlinkedAt: state.unlinkedAt ?? monotonic };
    case 'echo':
      return { ...state, clock: observeEcho(state.clock, event.sentAt, event.deskTime, monotonic) };
    case 'outdated':
      return { ...state, phase: 'updating' };
    case 'unreadable':
      return { ...state, gap: true };
    case 'snapshot':
      return takeSnapshot(heard(state, event.snapshot.sentAt, event.receivedAt), event.snapshot);
    case 'frame':
      return takeFrame(heard(state, event.frame.sentAt, monotonic), event.frame, monotonic);
    case 'freshness':
      return takeFreshness(heard(state, event.head.sentAt, monotonic), event.head, event.tenths);
    case 'pulse':
      return takePulse(heard(state, event.pulse.sentAt, monotonic), event.pulse, monotonic);
  }
}

function heard(state: DeskState, sentAt: number, receivedAt: number): DeskState {
  return { ...state, heardAt: receivedAt, clock: observeMessage(state.clock, sentAt, receivedAt) };
}
