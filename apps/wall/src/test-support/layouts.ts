import { kinds, layers, viewAttributes, type Layout, type View } from '@yagura/contract';
import fc from 'fast-check';
import type { LeastLetters } from '../screen/least-letters.ts';
import { leastLetters } from '../screen/least-letters.ts';
import { component, snapshot } from './board.ts';

const regions = ['Asia-Pacific', 'Europe', 'Americas', 'Africa', 'Middle East', 'South America'];

interface DeskPlan {
  readonly count: number;
  readonly regions: number;
  readonly layers: number;
  readonly unregistered: number;
  readonly skew: number;
}

/** Components over any layers, regions, sites, venues, owners and services, some of them unregistered. */
function layoutOf(desk: DeskPlan): Layout {
  const components = Array.from({ length: desk.count }, (_, index) => {
    const place = (index * desk.skew) % desk.regions;
    return component(`c-${index}`, {
      layer: layers[Math.floor(index / desk.skew) % desk.layers] ?? 'network',
      kind: kinds[index % kinds.length] ?? 'service',
      region: regions[place] ?? 'Europe',
      site: `s${place}-${index % 3}`,
      venue: index % 4 === 0 ? null : `X${String.fromCharCode(65 + (index % 19))}AB`,
      owner: index % 7 === 0 ? null : `team-${index % 5}`,
      services: index % 3 === 0 ? [] : [`svc-${index % 23}`, `svc-${index % 2}`],
      unregistered: index < Math.min(desk.unregistered, desk.count - 1),
    });
  });
  const sites = regions.slice(0, desk.regions).flatMap((region, place) =>
    [0, 1, 2].map((at) => ({
      id: `s${place}-${at}`,
      name: `Site ${place}${at}`,
      timeZone: 'UTC',
      region,
      witnesses: [],
    })),
  );
  return { ...snapshot({ components }).layout, sites };
}

const anyDeskOf = (count: fc.Arbitrary<number>): fc.Arbitrary<Layout> =>
  fc
    .record({
      count,
      regions: fc.integer({ min: 1, max: regions.length }),
      layers: fc.integer({ min: 1, max: layers.length }),
      unregistered: fc.integer({ min: 0, max: 60 }),
      skew: fc.integer({ min: 1, max: 7 }),
    })
    .map(layoutOf);

/** Desks of 1 to 1000 components. */
export const anyLayout = anyDeskOf(
  fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 30, max: 300 }), fc.integer({ min: 300, max: 1000 })),
);

/** Desks of 1000 to 5000 components. */
export const largeLayout = anyDeskOf(fc.integer({ min: 1000, max: 5000 }));

export const anyView: fc.Arbitrary<View> = fc.record(
  {
    id: fc.constant('v'),
    name: fc.constant('V'),
    rows: fc.constantFrom(...viewAttributes),
    columns: fc.constantFrom(...viewAttributes),
    where: fc.constantFrom('-kind:job', 'region:Europe,Africa', 'kind:gateway venue:XBAB', 'site:nowhere'),
  },
  { requiredKeys: ['id', 'name', 'rows', 'columns'] },
);

export const anySize = fc.constantFrom(
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1080, height: 1920 },
  { width: 2160, height: 3840 },
  { width: 1366, height: 768 },
  { width: 5120, height: 1440 },
  { width: 7680, height: 2160 },
);

/** From a small window to a video wall. */
export const anyWindow = fc.oneof(
  anySize,
  fc.record({ width: fc.integer({ min: 320, max: 7680 }), height: fc.integer({ min: 480, max: 2160 }) }),
);

interface Screen {
  readonly width: number;
  readonly height: number;
}

/** null: a console; else a screen of some diagonal seen from some distance. */
export const anyLetters = (size: Screen): fc.Arbitrary<LeastLetters | null> =>
  fc.oneof(
    fc.constant(null),
    fc
      .record({
        diagonalInches: fc.constantFrom(24, 32, 55, 75, 98, 165),
        distanceMetres: fc.constantFrom(0.7, 1.5, 3, 5, 8),
      })
      .map((geometry) => leastLetters(geometry, size)),
  );
