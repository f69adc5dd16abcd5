import type { Counter, Gauge, Metrics } from '@yagura/service';

export interface CourierMetrics {
  readonly holding: Gauge;
  readonly queued: Counter;
  readonly attempts: Counter;
  readonly onTheirWay: Gauge;
  readonly waiting: Gauge;
}

export function courierMetrics(metrics: Metrics): CourierMetrics {
  return {
    holding: metrics.gauge('courier_holding', '1 while this courier delivers'),
    queued: metrics.counter(
      'courier_queued_total',
      'Deliveries written down: one for each announcement and subscription',
    ),
    attempts: metrics.counter('courier_attempts_total', 'Attempts to deliver, by what became of them'),
    waiting: metrics.gauge('courier_waiting', 'Deliveries that wait, as they were counted within the last minute'),
    onTheirWay: metrics.gauge('courier_on_their_way', 'Deliveries that are being sent now'),
  };
}
