import type { Condition, Expectation, Health } from '@yagura/contract';

export interface HealthFacts {
  readonly condition: Condition;
  readonly expectation: Expectation;
  /** Its session is closed by its calendar. Without calendars nothing is ever closed. */
  readonly sessionClosed: boolean;
  /** It beats although its `runs` says that it should not. */
  readonly beatsWhileQuiet: boolean;
}

/** The one table from condition and expectation to the health that people see. */
export function healthOf(facts: HealthFacts): Health {
  switch (facts.expectation) {
    case 'planned':
      return 'planned';
    case 'quiet':
      if (facts.condition === 'no-sight') return 'no-sight';
      return facts.beatsWhileQuiet ? 'degraded' : 'closed';
    case 'expected':
      return facts.condition === 'ok' && facts.sessionClosed ? 'closed' : facts.condition;
  }
}
