import type { Finding } from '../report.ts';
import { disagreeingClusters, incompleteClusters } from './clusters.ts';
import { servicesNobodyCarries, toldTooLate, withoutDependency, withoutOwner, withoutRunbook } from './components.ts';
import type { Examined, Examiner } from './examined.ts';
import { componentsNobodySendsFor, missingTokens, writtenTokens } from './senders.ts';
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
  missingTokens,
  componentsNobodySendsFor,
  incompleteClusters,
  disagreeingClusters,
  sitesWithoutWitness,
  poorWitnesses,
  blindCollectors,
  sitesHeardFromAfar,
  smallSites,
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
