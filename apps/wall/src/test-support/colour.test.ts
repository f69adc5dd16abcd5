import { expect, test } from 'vitest';
import { asSeen, contrast, deficiencies, distance, labOf, lightOf, type Lab } from './colour.ts';

/** Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula" (2005), table 1; those that find the usual mistakes. */
const published: readonly (readonly [one: Lab, other: Lab, difference: number])[] = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615],
  [[50, 2.8361, -74.02], [50, 0, -82.7485], 3.4412],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
  [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [61, -5, 29], 22.8977],
  [[50, 2.5, 0], [56, -27, -3], 31.903],
  [[50, 2.5, 0], [58, 24, 15], 19.4535],
  [[50, 2.5, 0], [50, 3.1736, 0.5854], 1],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.263],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
];

test.each(published)('WI-101 the distance of %j and %j is the published %d, both ways', (one, other, difference) => {
  expect(distance(one, other)).toBeCloseTo(difference, 4);
  expect(distance(other, one)).toBeCloseTo(difference, 4);
});

test('WI-101 white is white to everybody, and who sees no red from green sees them near each other', () => {
  const white = lightOf('#ffffff');
  expect(contrast(white, lightOf('#000000'))).toBeCloseTo(21, 5);
  for (const deficiency of deficiencies) for (const part of asSeen(white, deficiency)) expect(part).toBeCloseTo(1, 4);
  const [red, green] = [lightOf('#c00000'), lightOf('#608000')];
  const apart = distance(labOf(red), labOf(green));
  expect(distance(labOf(asSeen(red, 'deuteranopia')), labOf(asSeen(green, 'deuteranopia')))).toBeLessThan(apart / 3);
});
