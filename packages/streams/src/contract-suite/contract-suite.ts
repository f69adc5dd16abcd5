import { evidenceSuite } from './evidence-suite.ts';
import type { CreateHarness } from './harness.ts';
import { judgementSuite } from './judgement-suite.ts';
import { storesSuite } from './stores-suite.ts';

/** What every implementation of `Streams` keeps to. */
export function contractSuite(create: CreateHarness): void {
  evidenceSuite(create);
  judgementSuite(create);
  storesSuite(create);
}
