import type { InspectedDesk } from '@yagura/desk-file';
import { detectionOf } from './detection.ts';
import { examine } from './findings/examine.ts';
import type { CheckReport } from './report.ts';
import { tallyCalendars, tallyKinds, tallySites } from './tally.ts';

/** All that can be said of a desk before it goes live. */
export function makeReport(file: string, inspected: InspectedDesk, now: number): CheckReport {
  if (!inspected.ok) {
    const { problems, text } = inspected;
    return { ok: false, file, unreadable: problems.length === 0 ? text : null, problems };
  }
  const { desk, inventory, tokens, leftOut } = inspected;
  const detection = detectionOf(inventory);
  return {
    ok: true,
    file,
    desk: desk.desk.name,
    simulated: desk.desk.simulated,
    counts: {
      components: inventory.components.length,
      sites: inventory.sites.length,
      collectors: inventory.collectors.length,
      senders: desk.senders.length,
      services: inventory.services.length,
      views: inventory.views.length,
    },
    calendars: tallyCalendars(inventory),
    kinds: tallyKinds(detection),
    sites: tallySites(inventory, detection),
    detection,
    findings: examine({ desk, inventory, tokens, leftOut, detection, now }),
  };
}
