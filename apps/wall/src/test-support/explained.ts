import type { CalendarStanding, ExplainAnswer } from '@yagura/contract';
import { deskStart, status } from './board.ts';

/** What a relay would say of a component that is well, but for what a test is about. */
export function explainAnswer(id: string, over: Partial<ExplainAnswer> = {}): ExplainAnswer {
  return {
    component: {
      id,
      name: `The ${id}`,
      kind: 'gateway',
      layer: 'exchange-gateways',
      site: 'ldn',
      venue: 'XLON',
      tier: 1,
      environment: 'prod',
      owner: 'equities',
      runbook: null,
      unregistered: false,
    },
    services: [],
    at: deskStart,
    saidAt: deskStart,
    live: true,
    status: status(),
    because: [],
    clears: null,
    rules: [],
    calendars: { follows: null, runs: null },
    group: null,
    lastChanges: { changes: [] },
    evidence: { lastBeatAt: deskStart, ageMs: 0, limitMs: 3000, text: '' },
    ...over,
  };
}

/** London, in session and open. */
export function standing(over: Partial<CalendarStanding> = {}): CalendarStanding {
  return {
    id: 'XLON',
    timeZone: 'Europe/London',
    market: { calendar: 'XLON', phase: 'open', since: null, next: null },
    session: { state: 'open', since: null, until: null },
    today: { date: '2026-03-02', clock: '14:03', trades: true },
    coveredUntil: '2027-12-31',
    text: 'XLON is open until 16:30, then closed (clocks of Europe/London).',
    ...over,
  };
}
