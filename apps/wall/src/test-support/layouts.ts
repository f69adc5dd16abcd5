import { layers, type Layout } from '@yagura/contract';
import fc from 'fast-check';
import { component, snapshot } from './board.ts';

const regions = ['Asia-Pacific', 'Europe', 'Americas', 'Africa', 'Middle East', 'South America'];

/** Desks of 1 to 1000 components over any layers and regions, some of them unregistered. */
export const anyLayout: fc.Arbitrary<Layout> = fc
  .record({
    count: fc.oneof(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 30, max: 300 }),
      fc.integer({ min: 300, max: 1000 }),
    ),
    regions: fc.integer({ min: 1, max: regions.length }),
    layers: fc.integer({ min: 1, max: layers.length }),
    unregistered: fc.integer({ min: 0, max: 60 }),
    skew: fc.integer({ min: 1, max: 7 }),
  })
  .map((desk) => {
    const components = Array.from({ length: desk.count }, (_, index) =>
      component(`c-${index}`, {
        layer: layers[Math.floor(index / desk.skew) % desk.layers] ?? 'network',
        region: regions[(index * desk.skew) % desk.regions] ?? 'Europe',
        unregistered: index < Math.min(desk.unregistered, desk.count - 1),
      }),
    );
    return snapshot({ components }).layout;
  });

export const anySize = fc.constantFrom(
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1080, height: 1920 },
  { width: 2160, height: 3840 },
  { width: 1366, height: 768 },
  { width: 5120, height: 1440 },
);
