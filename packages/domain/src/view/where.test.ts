import { watchedOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { meets, readWhere } from './where.ts';

const of = (over: Parameters<typeof watchedOf>[0], unregistered = false) => ({ ...watchedOf(over), unregistered });
const passes = (where: string, component: ReturnType<typeof of>) => {
  const read = readWhere(where);
  if (!read.ok) throw new Error(read.problem);
  return meets(component, read.conditions);
};

test('WI-86 each word must be met, a comma is "or", a dash "not", quotes hold words together', () => {
  const gateway = of({ id: 'a', site: 'ldn', region: 'South America', venue: 'XLON', services: ['eq', 'fx'] });
  expect(passes('', gateway)).toBe(true);
  expect(passes('site:nyc,ldn kind:gateway', gateway)).toBe(true);
  expect(passes('site:nyc,ldn kind:job', gateway)).toBe(false);
  expect(passes('-venue:XLON', gateway)).toBe(false);
  expect(passes('-venue:XPAR region:"South America"', gateway)).toBe(true);
  expect(passes('service:fx', gateway)).toBe(true);
  expect(passes('owner:ops', gateway)).toBe(false);
});

test('WI-86 of what registered itself only where it was heard is known', () => {
  const stranger = of({ id: 'x', site: 'ldn' }, true);
  expect(passes('site:ldn', stranger)).toBe(true);
  expect(passes('kind:gateway', stranger)).toBe(false);
});

test('WI-86 what cannot be read is told with what is meant or possible', () => {
  expect(readWhere('venu:XLON')).toEqual({ ok: false, problem: expect.stringContaining('did you mean "venue"?') });
  expect(readWhere('tier:1')).toEqual({ ok: false, problem: expect.stringContaining('it may ask for layer, kind') });
  expect(readWhere('site:ldn,')).toEqual({ ok: false, problem: expect.stringContaining('is no condition') });
});
