import type { Finding } from '../report.ts';
import { calendarsThatEnd, withoutCalendar } from './calendars.ts';
import { disagreeingClusters, incompleteClusters } from './clusters.ts';
import { servicesNobodyCarries, toldTooLate, withoutDependency, withoutOwner, withoutRunbook } from './components.ts';
import type { Examined, Examiner } from './examined.ts';
import { componentsNobodySendsFor, missingTokens, writtenTokens } from './senders.ts';
import { rulesOffAndChanged, rulesTooSlow, rulesWithoutCalendar, rulesWithoutPhases } from './rules.ts';
import {
  blindCollectors,
  emptySites,
  poorWitnesses,
  sitesHeardFromAfar,
  sitesWithoutWitness,
  smallSites,
} from './sites.ts';

/** What would be missed in the night first, what is only untidy last. */
const examiners: readonly Examiner[] = [
  toldTooLate,
  rulesTooSlow,
  missingTokens,
  componentsNobodySendsFor,
  incompleteClusters,
  disagreeingClusters,
  sitesWithoutWitness,
  poorWitnesses,
  blindCollectors,
  sitesHeardFromAfar,
  smallSites,
  calendarsThatEnd,
  withoutCalendar,
  rulesWithoutCalendar,
  rulesWithoutPhases,
  rulesOffAndChanged,
  withoutDependency,
  withoutOwner,
  withoutRunbook,
  servicesNobodyCarries,
  emptySites,
  writtenTokens,
];

export function examine(examined: Examined): Finding[] {
  return examiners.map((examiner) => examiner(examined)).filter(({ about }) => about.length > 0);
}
