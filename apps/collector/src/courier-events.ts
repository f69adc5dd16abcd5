import type { Log } from '@yagura/service';
import type { CourierEvents } from './delivery/courier.ts';
import type { CollectorMetrics } from './metrics.ts';
import type { ReadinessBoard } from './readiness.ts';

const ways = {
  redis: 'entries go to Redis',
  spool: 'entries go to the spool on disk',
  drain: 'the spool is being delivered',
} as const;

/** What happens to entries, as metrics, log lines and readiness. */
export function courierEvents({
  metrics,
  readiness,
  log,
}: {
  readonly metrics: CollectorMetrics;
  readonly readiness: ReadinessBoard;
  readonly log: Log;
}): CourierEvents {
  return {
    onWay(way, why) {
      if (way === 'spool') log.warn(ways[way], { why });
      else log.info(ways[way], { why });
      if (way === 'redis') readiness.storesFailing(null);
    },
    onAppended: (milliseconds, entries) => metrics.appended(milliseconds / 1000, entries),
    onStored(stored, entries, beats) {
      metrics.stored(stored, entries, beats);
      if (stored !== 'nowhere') readiness.entryStored();
    },
    onSpoolFailing(why) {
      readiness.storesFailing(why);
      if (why === null) log.info('the spool holds entries again');
      else log.error('the spool can not hold entries: they are dropped', { why });
    },
    onTorn() {
      metrics.spoolTorn();
      log.warn('a damaged line of the spool was skipped');
    },
  };
}
