import type { Inventory, Watched } from '@yagura/contract';
import { watchedOf } from '@yagura/testkit';
import { createHash } from 'node:crypto';

export const tokens = {
  all: 'token-of-all',
  register: 'token-that-registers',
  london: 'token-of-london',
  desk: 'token-of-equities',
};

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export function watched(id: string, changes: Partial<Watched> = {}): Watched {
  return watchedOf({ id, region: 'EMEA', owner: 'equities', ...changes });
}

/** Two sites, four senders, and what each of them may say. */
export function inventoryForTests(version = 'desk-1', more: readonly Watched[] = []): Inventory {
  const site = (id: string) => ({ id, name: id, timeZone: 'Europe/London', region: 'EMEA', witnesses: [] });
  return {
    version,
    desk: { name: 'Test desk', timeZone: 'Europe/London', simulated: false },
    sites: [site('ldn'), site('nyc')],
    collectors: [{ id: 'col-1', site: 'ldn' }],
    senders: [
      { id: 'all', tokenHash: hashOf(tokens.all), scope: '*', register: false },
      { id: 'newcomers', tokenHash: hashOf(tokens.register), scope: '*', register: true },
      { id: 'ldn-apps', tokenHash: hashOf(tokens.london), scope: 'site:ldn', register: false },
      { id: 'eq-apps', tokenHash: hashOf(tokens.desk), scope: 'owner:equities', register: false },
    ],
    components: [
      watched('gw-1'),
      watched('gw-2', { everyMs: 5000 }),
      watched('gw-nyc', { site: 'nyc', owner: 'futures' }),
      watched('net-1', { owner: null }),
      ...more,
    ],
    services: [],
    views: [],
    calendars: [],
    ruleSets: { none: [] },
  };
}
