import type { Watched } from '@yagura/contract';
import type { Examined, Examiner } from './examined.ts';

/** Below this a site is never called dark: its members are judged one by one. */
const fewestForSite = 5;

export const sitesWithoutWitness: Examiner = (examined) => ({
  code: 'no-witness',
  noun: 'site',
  lack: 'without a witness',
  advice: 'When all is silent there, nobody can tell whether the site is dark or its components are down.',
  about: occupied(examined)
    .filter(({ site }) => site.witnesses.length === 0)
    .map(({ site }) => site.id),
});

export const poorWitnesses: Examiner = (examined) => ({
  code: 'poor-witnesses',
  noun: 'site',
  lack: 'whose witnesses prove too little',
  advice: 'Name two unlike devices at the site itself.',
  about: occupied(examined).flatMap(({ site }) => {
    const witnesses = site.witnesses.flatMap(
      (id) => examined.inventory.components.find((component) => component.id === id) ?? [],
    );
    const lack = witnesses.length === 0 ? null : lackOf(witnesses, site.id);
    return lack === null ? [] : [`${site.id} (${lack})`];
  }),
});

function lackOf(witnesses: readonly Watched[], site: string): string | null {
  const away = witnesses.find((witness) => witness.site !== site);
  if (away) return `${away.id} stands at ${away.site}`;
  const [first, second] = witnesses;
  if (!first || !second) return `only ${first?.id}`;
  if (allShare(witnesses, ({ cluster }) => cluster?.id)) return `all of the cluster ${first.cluster?.id}`;
  if (allShare(witnesses, ({ vendor }) => vendor)) return `all from ${first.vendor}`;
  if (allShare(witnesses, ({ kind, release }) => release && `${kind} ${release}`)) return `all on ${first.release}`;
  return null;
}

/** Only what is said counts: two devices of which nothing is known may well be unlike. */
function allShare(witnesses: readonly Watched[], trait: (witness: Watched) => string | null | undefined): boolean {
  const traits = new Set(witnesses.map(trait));
  const [only] = traits;
  return traits.size === 1 && typeof only === 'string';
}

export const smallSites: Examiner = (examined) => ({
  code: 'small-site',
  noun: 'site',
  lack: 'with fewer than 5 components',
  advice: 'When it goes dark, each component alarms by itself.',
  about: occupied(examined)
    .filter(({ count }) => count < fewestForSite)
    .map(({ site, count }) => `${site.id} (${count})`),
});

export const emptySites: Examiner = ({ inventory }) => {
  const used = new Set(inventory.components.map(({ site }) => site));
  return {
    code: 'empty-site',
    noun: 'site',
    lack: 'where nothing is watched',
    advice: 'Remove it, or add what is missing.',
    about: inventory.sites.filter(({ id }) => !used.has(id)).map(({ id }) => id),
  };
};

export const blindCollectors: Examiner = ({ inventory }) => {
  const withWitness = new Set(inventory.sites.filter(({ witnesses }) => witnesses.length > 0).map(({ id }) => id));
  return {
    code: 'collector-without-sight',
    noun: 'collector',
    lack: 'at a site without a witness',
    advice: 'Such a collector cannot prove that it still hears its own site.',
    about: inventory.collectors.filter(({ site }) => !withWitness.has(site)).map(({ id, site }) => `${id} (${site})`),
  };
};

export const sitesHeardFromAfar: Examiner = (examined) => {
  const near = new Set(examined.inventory.collectors.map(({ site }) => site));
  return {
    code: 'no-collector',
    noun: 'site',
    lack: 'without a collector at the place',
    advice: 'A cut line to them looks like a dark site.',
    about: occupied(examined)
      .filter(({ site }) => !near.has(site.id))
      .map(({ site }) => site.id),
  };
};

/** An empty site is a finding of its own and has nothing to lack. */
function occupied({ inventory }: Examined) {
  return inventory.sites
    .map((site) => ({ site, count: inventory.components.filter((component) => component.site === site.id).length }))
    .filter(({ count }) => count > 0);
}
