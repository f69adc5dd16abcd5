import type { Kind } from '@yagura/contract';
import type { Pace } from './pace.ts';
import { round } from './round.ts';

export type Metrics = Readonly<Record<string, number>>;

/** How often the two sides of a session agree to be heard. */
const heartBtIntS = 30;

/** What a component of this kind would measure of itself at this pace. */
export function metricsOf(kind: Kind, pace: Pace): Metrics {
  switch (kind) {
    case 'gateway':
      return gateway(pace);
    case 'order-router':
      return orderRouter(pace);
    case 'market-data':
      return marketData(pace);
    case 'network':
      return network(pace);
    case 'client-access':
      return clientAccess(pace);
    case 'back-office':
      return worklist('queued', pace);
    case 'job':
      return worklist('backlog', pace);
    case 'venue':
    case 'service':
      return { load_pct: loadPct(pace) };
  }
}

function gateway(pace: Pace): Metrics {
  const orders = flow(180, pace);
  const median = acknowledged(pace);
  return {
    orders_per_s: round(orders, 1),
    ack_p50_ms: round(median, 2),
    ack_p99_ms: round(tail(median, pace), 1),
    rejects_per_s: round(orders * (0.004 + 0.002 * pace.noise('rejects')), 2),
    queue_oldest_ms: round(orders === 0 ? 0 : median * (0.4 + 8 * pace.strain), 1),
    ...(pace.loggedOn && session(orders, pace)),
  };
}

/** Five seconds without a message, and a TestRequest is answered with one: more of the interval never passes in silence. */
function session(orders: number, pace: Pace): Metrics {
  const silentS = Math.min(5, 1 / (orders + 0.1)) * (0.5 + 0.5 * pace.noise('received') ** 2);
  return { test_request_unanswered_ms: 0, since_received_heartbeats: round(silentS / heartBtIntS, 3) };
}

function orderRouter(pace: Pace): Metrics {
  const orders = flow(420, pace);
  const median = acknowledged(pace) * 1.6;
  const slowest = tail(median, pace);
  return {
    orders_per_s: round(orders, 1),
    orders_sampled: round(orders * 60),
    ack_p99_ms: round(slowest, 1),
    unacknowledged: round((orders * median) / 1000),
    unacknowledged_over_2s: 0,
    oldest_unacknowledged_ms: round(orders === 0 ? 0 : slowest * (1.5 + 0.4 * pace.noise('oldest')), 1),
    venue_rejects_pct: round(0.5 + 0.3 * pace.noise('venue rejects') + pace.strain, 2),
    own_risk_rejects_pct: round(0.3 + 0.2 * pace.noise('risk rejects'), 2),
    session_rejects: 0,
    child_parent_ratio: round(3 + 2 * pace.trait + 0.6 * pace.noise('children'), 2),
    queue_oldest_ms: round(orders === 0 ? 0 : median * (0.6 + 8 * pace.strain), 1),
    load_pct: loadPct(pace),
  };
}

function marketData(pace: Pace): Metrics {
  const messages = flow(24_000, pace);
  return {
    messages_per_s: round(messages),
    // Even a quiet line carries its own heartbeat once a second.
    packet_age_ms: round(Math.min(1000, 1000 / (messages + 1)) + 40 * pace.strain, 1),
    // One message in forty tells of a trade; where nothing trades there is no last one worth telling.
    ...(messages > 0 && { last_trade_age_ms: round((40_000 / messages) * (1 + 0.8 * pace.noise('trade')), 1) }),
    // A troubled line loses packets, and the other line has them.
    unrecovered_gap_ms: 0,
    gap: round(pace.strain * 3 * (1 + pace.noise('gap'))),
    retransmits_per_min: round((0.5 + 30 * pace.strain) * pace.activity * (1 + pace.noise('retransmits')), 1),
  };
}

function network(pace: Pace): Metrics {
  return {
    load_pct: loadPct(pace),
    rtt_ms: round(0.2 + 3 * pace.trait + 0.1 * pace.noise('rtt') + 4 * pace.strain, 2),
    loss_pct: round(pace.strain * (0.8 + 0.4 * pace.noise('loss')), 2),
    errors_per_min: round(0.4 * (1 + pace.noise('errors')) + 60 * pace.strain, 1),
  };
}

function clientAccess(pace: Pace): Metrics {
  const sessions = 2600 * pace.size * pace.activity * (1 + 0.03 * pace.noise('sessions'));
  return {
    sessions: round(sessions),
    logins_per_min: round(sessions * 0.012 * (1 + 0.5 * pace.noise('logins')), 1),
    response_p95_ms: round(
      (60 + 90 * pace.trait) * (1 + 0.5 * pace.activity + 0.15 * pace.noise('response') + 3 * pace.strain),
    ),
    errors_pct: round(0.08 + 0.06 * pace.noise('errors') + 1.2 * pace.strain, 2),
  };
}

function worklist(waiting: 'queued' | 'backlog', pace: Pace): Metrics {
  const perMinute = 240 * pace.size * (0.15 + pace.activity) * (1 + 0.2 * pace.noise('pace'));
  const oldest = 2 + 20 * pace.activity * (1 + 0.5 * pace.noise('oldest')) + 180 * pace.strain;
  return {
    [waiting]: round((perMinute * oldest) / 60),
    processed_per_min: round(perMinute * (1 - 0.6 * pace.strain)),
    oldest_s: round(oldest),
  };
}

const flow = (busiest: number, { activity, size, noise }: Pace): number =>
  busiest * size * activity * (1 + 0.22 * noise('flow'));

const acknowledged = ({ activity, trait, noise, strain }: Pace): number =>
  (0.6 + 1.4 * trait) * (1 + 0.5 * activity + 0.1 * noise('median') + 2 * strain);

/** The slowest hundredth swells with load faster than the middle does. */
const tail = (median: number, { activity, noise }: Pace): number =>
  median * (2.6 + 1.6 * activity + 0.7 * noise('tail'));

/** Of what was tested, so that even the rush of an open leaves room. */
const loadPct = ({ activity, size, noise, strain }: Pace): number =>
  round(Math.min(100, 5 + 20 * size * activity * (1 + 0.15 * noise('load')) + 25 * strain), 1);
