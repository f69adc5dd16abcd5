import { describe, expect, test } from 'vitest';
import { comparePositions, positionBefore } from './position.ts';

describe('positions', () => {
  test('ST-30 are ordered by their numbers, however long these are', () => {
    const ordered = ['0-0', '0-1', '9-0', '10-0', '10-2', '10-10', '18446744073709551615-18446744073709551615'];
    for (const [index, position] of ordered.entries()) {
      for (const [other, otherPosition] of ordered.entries()) {
        expect(Math.sign(comparePositions(position, otherPosition))).toBe(Math.sign(index - other));
      }
    }
  });

  test('ST-30 the one before reads the position itself next', () => {
    expect(positionBefore('5-3')).toBe('5-2');
    expect(positionBefore('5-0')).toBe('4-18446744073709551615');
    expect(positionBefore('0-1')).toBe('0-0');
    expect(positionBefore('0-0')).toBe('0-0');
  });
});
