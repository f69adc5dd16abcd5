import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test('EX-6 what was most likely meant is at most two slips away, and the nearest of all', () => {
  const known = ['gw-xlon-1', 'gw-xlon-2', 'gw-xpar-1', 'net-ldn-core'];
  expect(nearest('gw-xlom-1', known)).toBe('gw-xlon-1');
  expect(nearest('GW-XLON-2', known)).toBe('gw-xlon-2');
  expect(nearest('net-ldn-cor', known)).toBe('net-ldn-core');
  expect(nearest('or-eu-1', known)).toBeNull();
  expect(nearest('gw-xlon-1', [])).toBeNull();
});
