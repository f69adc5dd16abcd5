import type { Metrics } from '@yagura/service';
import type { Rejection } from './screens/up-message.ts';

export type Refusal = 'origin' | 'host' | 'full' | 'signed-out';

/** Everything this relay counts; what is dropped, refused or closed is among it. */
export interface RelayCounters {
  frame(): void;
  sent(bytes: number): void;
  snapshotPressed(bytes: number): void;
  screens(count: number): void;
  resync(): void;
  rejected(why: Rejection): void;
  refused(why: Refusal): void;
  closedSlow(): void;
  boardLoaded(): void;
  signIn(outcome: 'right' | 'wrong' | 'locked-out'): void;
  lag(hop: 'redis' | 'engine' | 'relay', milliseconds: number): void;
}

export function createRelayCounters(metrics: Metrics): RelayCounters {
  const frames = metrics.counter('relay_frames_total', 'Frames made, each for one room.');
  const sent = metrics.counter('relay_sent_bytes_total', 'Bytes handed to the sockets of screens.');
  const pressed = metrics.counter(
    'relay_snapshots_total',
    'Snapshots pressed; one serves all who ask within a moment.',
  );
  const pressedBytes = metrics.counter('relay_snapshot_bytes_total', 'Bytes of pressed snapshots.');
  const screens = metrics.gauge('relay_screens', 'Screens connected now.');
  const resyncs = metrics.counter('relay_resyncs_total', 'Screens that missed something and asked for a snapshot.');
  const rejected = metrics.counter('relay_rejected_messages_total', 'Messages from screens that were dropped.');
  const refused = metrics.counter('relay_refused_total', 'Connections and requests refused at the door.');
  const slow = metrics.counter('relay_closed_slow_total', 'Screens closed because they did not read.');
  const boards = metrics.counter('relay_boards_loaded_total', 'Boards taken whole: the first, and after each gap.');
  const signIns = metrics.counter('relay_sign_ins_total', 'Passwords, PINs, tokens and links that were tried.');
  const lag = metrics.gauge('relay_hop_lag_ms', 'Age or delay of each hop as the pulse tells it.');
  return {
    frame: () => frames.add(),
    sent: (bytes) => sent.add(bytes),
    snapshotPressed(bytes) {
      pressed.add();
      pressedBytes.add(bytes);
    },
    screens: (count) => screens.set(count),
    resync: () => resyncs.add(),
    rejected: (why) => rejected.add(1, { why }),
    refused: (why) => refused.add(1, { why }),
    closedSlow: () => slow.add(),
    boardLoaded: () => boards.add(),
    signIn: (outcome) => signIns.add(1, { outcome }),
    lag: (hop, milliseconds) => lag.set(milliseconds, { hop }),
  };
}
