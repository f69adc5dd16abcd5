import { stringify } from 'yaml';

export const senderToken = 'e2e-sender-token';
export const newcomerToken = 'e2e-newcomer-token';

/** Two sites, enough components each for a site to go dark, all at one beat a second. */
export function deskOf(perSite: number): { text: string; ids: string[] } {
  const sites = ['ldn', 'nyc'].map((id, index) => ({
    id,
    name: index === 0 ? 'London' : 'New York',
    timeZone: index === 0 ? 'Europe/London' : 'America/New_York',
    witnesses: [`net-${id}-1`, `net-${id}-2`],
  }));
  const components = sites.flatMap((site) =>
    Array.from({ length: perSite }, (_, index) => componentAt(site.id, index)),
  );
  const desk = {
    desk: { name: 'Test desk', timeZone: 'Europe/London' },
    sites,
    collectors: [{ id: 'col-1', site: 'ldn' }],
    senders: [
      { id: 'everything', token: senderToken, scope: '*' },
      { id: 'newcomer', token: newcomerToken, scope: '*', register: true },
    ],
    defaults: { gateway: { every: '1s', tier: 1 }, network: { every: '1s', tier: 2 } },
    components,
  };
  return { text: stringify(desk), ids: components.map((component) => component.id) };
}

function componentAt(site: string, index: number) {
  const network = index < 2;
  const number = network ? index + 1 : index - 1;
  return {
    id: `${network ? 'net' : 'gw'}-${site}-${number}`,
    name: `${site.toUpperCase()} ${network ? 'switch' : 'gateway'} ${number}`,
    kind: network ? 'network' : 'gateway',
    site,
    figure: 'load',
  };
}
