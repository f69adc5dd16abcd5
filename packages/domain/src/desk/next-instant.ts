import { earliest } from '../health/earliest.ts';
import { nextClusterInstant } from './clusters/settle-cluster.ts';
import { nextIncidentInstant } from '../incident/pass-time.ts';
import { nextWaiverInstant } from '../waiver/pass-waivers.ts';
import { nextOpeningInstant } from './openings.ts';
import { nextSiteInstant } from './settle-site.ts';
import type { DeskWorld } from './world.ts';

/** The earliest instant at which the desk would conclude something else without new facts. */
export function nextDeskInstant(world: DeskWorld): number | null {
  return earliest(
    nextSiteInstant(world),
    nextClusterInstant(world),
    world.grouping.nextAt,
    nextOpeningInstant(world),
    nextIncidentInstant(world.incidents),
    nextWaiverInstant(world.waivers),
  );
}
