import { stringify } from 'yaml';

const sites = [
  ['syd', 'Sydney', 'Australia/Sydney', 'Asia-Pacific'],
  ['ldn', 'London', 'Europe/London', 'Europe'],
  ['nyc', 'New York', 'America/New_York', 'Americas'],
] as const;
const kinds = ['client-access', 'order-router', 'gateway', 'market-data', 'back-office', 'network'] as const;

/** A desk with something in every place of the map. */
export function wallDesk(count: number): { readonly text: string; readonly ids: readonly string[] } {
  const components = Array.from({ length: count }, (_, index) => {
    const [site] = sites[index % sites.length] ?? sites[0];
    const kind = kinds[Math.floor(index / sites.length) % kinds.length] ?? 'gateway';
    const id = `${kind}-${site}-${index}`;
    return { id, name: `The ${id}`, kind, site, every: '2s', figure: 'load' };
  });
  const desk = {
    desk: { name: 'Bench', timeZone: 'Europe/London' },
    sites: sites.map(([id, name, timeZone, region]) => ({ id, name, timeZone, region })),
    collectors: [{ id: 'col-1', site: 'ldn' }],
    senders: [{ id: 'everything', token: 'e2e-sender-token', scope: '*' }],
    components,
  };
  return { text: stringify(desk), ids: components.map(({ id }) => id) };
}
