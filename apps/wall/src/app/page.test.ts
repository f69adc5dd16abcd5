import { expect, test } from 'vitest';
import { pageIn, pathOf } from './page.ts';

test('WI-54 the address names the page and what of it, and everything else is the wall', () => {
  for (const path of ['/planned', '/planned/plan-10001']) expect(pathOf(pageIn(path))).toBe(path);
  expect(pageIn('/planned/plan-10001')).toEqual({ name: 'planned', about: 'plan-10001' });
  expect(pageIn('/planned/')).toEqual({ name: 'planned', about: null });
  for (const path of ['/', '/elsewhere', '/elsewhere/planned']) expect(pageIn(path).name).toBe('wall');
  expect(pageIn('/planned/%E0%A4%A').about).toBeNull();
  expect(pathOf({ name: 'wall', about: null })).toBe('/');
});
