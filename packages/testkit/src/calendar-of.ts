import type { Calendar } from '@yagura/contract';

/** A calendar in UTC that trades every day from 08:00 to 16:30 with half an hour of session around it, unless a test says otherwise. */
export function calendarOf(plan: Partial<Calendar> = {}): Calendar {
  return {
    id: 'TEST',
    venue: 'TEST',
    timeZone: 'UTC',
    tradingDays: '1111111',
    open: '08:00',
    close: '16:30',
    breaks: [],
    closures: [],
    earlyCloses: {},
    lateOpens: {},
    phases: [],
    session: { before: 1_800_000, after: 1_800_000, resets: [] },
    overrides: [],
    coveredFrom: '2026-01-01',
    coveredUntil: '2026-12-31',
    provenance: { source: 'a test', asOf: '2026-01-01' },
    note: null,
    offsets: [[0, 0]],
    ...plan,
  };
}
