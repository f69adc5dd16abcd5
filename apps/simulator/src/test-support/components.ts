import type { SimulatedComponent } from '../component.ts';
import { marketOfVenue } from '../market/sessions.ts';
import type { Market } from '../market/sessions.ts';

export function venueMarket(venue: string): Market {
  const market = marketOfVenue(venue);
  if (market === null) throw new Error(`no hours for ${venue}`);
  return market;
}

export function component(over: Partial<SimulatedComponent> & { id: string }): SimulatedComponent {
  return {
    kind: 'gateway',
    site: 'ldn',
    timeZone: 'Europe/London',
    everyMs: 1000,
    tier: 1,
    cluster: over.id,
    witness: false,
    markets: [{ hours: 'always' }],
    ...over,
  };
}
