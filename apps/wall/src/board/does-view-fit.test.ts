import { kinds, layers } from '@yagura/contract';
import { expect, test } from 'vitest';
import { leastLetters } from '../screen/least-letters.ts';
import { component, snapshot } from '../test-support/board.ts';
import { mapView } from '../views/choose-view.ts';
import { doesViewFit } from './does-view-fit.ts';

const regions = ['Asia-Pacific', 'Europe', 'Americas'];
const layoutOf = (count: number, places: number = layers.length) => {
  const components = Array.from({ length: count }, (_, at) =>
    component(`c-${at}`, {
      layer: layers[at % places] ?? 'network',
      kind: kinds[at % kinds.length] ?? 'service',
      region: regions[at % regions.length] ?? 'Europe',
      services: [`svc-${at % 40}`],
    }),
  );
  return snapshot({ components }).layout;
};
const size = { width: 3840, height: 2160 };
const at = (distanceMetres: number) => leastLetters({ diagonalInches: 75, distanceMetres }, size);

test('WI-90 the map of a desk fits a 75-inch screen at 5 m, and how many it can name is said', () => {
  const fit = doesViewFit(layoutOf(122), mapView, size, at(5));
  expect(fit).toMatchObject({ fits: true, coarseness: 'cells' });
  expect(fit.words).toMatch(/^\d+ of 122 can be named at once; the others are counted in their places\.$/);
});

test('WI-90 a few have letters of their own each', () => {
  expect(doesViewFit(layoutOf(6, 2), mapView, size, at(5)).words).toBe('Each of the 6 is named in letters that carry.');
});

test('WI-90 what does not fit is told together, coarser with the distance, and the remedy is said', () => {
  const view = { id: 'services', name: 'Services', rows: 'service', columns: 'service' } as const;
  const fit = doesViewFit(layoutOf(122), view, size, at(5));
  expect(fit).toMatchObject({ fits: false, coarseness: 'groups' });
  expect(fit.words).toMatch(
    /^"Services" has more places .* neighbouring places together\. \d+ of 122 can be named at once/,
  );
  expect(doesViewFit(layoutOf(122), mapView, size, at(9))).toMatchObject({ fits: false, coarseness: 'rows' });
});
