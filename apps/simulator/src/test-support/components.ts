import type { Calendar } from '@yagura/contract';
import type { SimulatedComponent } from '../component.ts';
import { marketWithoutCalendar } from '../market/market.ts';
import type { Market } from '../market/market.ts';
import { demoPath, inventoryAt } from './demo-desk.ts';

const { calendars } = inventoryAt(demoPath);

export function shippedCalendar(id: string): Calendar {
  const calendar = calendars.find((candidate) => candidate.id === id);
  if (calendar === undefined) throw new Error(`the demo follows no calendar ${id}`);
  return calendar;
}

export function venueMarket(venue: string): Market {
  return marketWithoutCalendar(venue) ?? { hours: 'calendar', calendar: shippedCalendar(venue) };
}

export function component(over: Partial<SimulatedComponent> & { id: string }): SimulatedComponent {
  return {
    kind: 'gateway',
    site: 'ldn',
    timeZone: 'Europe/London',
    everyMs: 1000,
    tier: 1,
    cluster: over.id,
    role: null,
    witness: false,
    markets: [{ hours: 'always' }],
    calendar: null,
    runs: null,
    duties: [],
    logonToldWithinMs: null,
    ...over,
  };
}
