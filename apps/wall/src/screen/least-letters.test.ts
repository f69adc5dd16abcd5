import { expect, test } from 'vitest';
import { leastLetters } from './least-letters.ts';

test('WI-70 a 75-inch screen with 4K at 5 m asks for capitals of 23 mm, and 29 mm for what is critical', () => {
  const { read, critical } = leastLetters({ diagonalInches: 75, distanceMetres: 5 }, { width: 3840, height: 2160 });
  const millimetresPerPixel = (75 * 25.4) / Math.hypot(3840, 2160);
  expect(read * 0.727 * millimetresPerPixel).toBeCloseTo(23.3, 1);
  expect(critical * 0.727 * millimetresPerPixel).toBeCloseTo(29.1, 1);
});

test('WI-70 half the pixels or half the distance need half the size', () => {
  const whole = leastLetters({ diagonalInches: 55, distanceMetres: 4 }, { width: 3840, height: 2160 });
  expect(leastLetters({ diagonalInches: 55, distanceMetres: 4 }, { width: 1920, height: 1080 }).read).toBeCloseTo(
    whole.read / 2,
  );
  expect(leastLetters({ diagonalInches: 55, distanceMetres: 2 }, { width: 3840, height: 2160 }).read).toBeCloseTo(
    whole.read / 2,
  );
});
