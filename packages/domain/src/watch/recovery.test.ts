import { expect, test } from 'vitest';
import { inventoryOf, noon, rhythm, scriptedCollector } from '@yagura/testkit';
import { drive } from '../testing/drive.ts';

function runOf(beats: ReturnType<typeof rhythm>, tier = 1) {
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop: noon + 100_000, beats });
  return drive({ inventory: inventoryOf({ components: [{ id: 'gw-1', tier }] }), deliveries, start: noon });
}

const saysDown = rhythm('gw-1', { from: noon + 50, to: noon + 3000, rest: { status: 'down' } });

test('WA-14 self-reported degraded and down hold at once, with what it says', () => {
  const beats = [
    ...rhythm('gw-1', { from: noon + 50, to: noon + 2000, rest: { status: 'degraded', message: 'queue' } }),
    ...rhythm('gw-1', { from: noon + 2050, to: noon + 4000, rest: { status: 'down' } }),
  ];
  const run = runOf(beats);
  expect(run.until(noon + 1000).status('gw-1')).toMatchObject({
    health: 'degraded',
    reasons: [{ code: 'says', status: 'degraded', message: 'queue' }],
  });
  expect(run.until(noon + 3000).status('gw-1')).toMatchObject({ health: 'down', since: noon + 2050 });
});

test('WA-15 leaving down takes 3 good beats and 10 s at tier 1, shown while it lasts', () => {
  const run = runOf([...saysDown, ...rhythm('gw-1', { from: noon + 3050, to: noon + 60_000 })]);
  expect(run.until(noon + 4200).status('gw-1')).toMatchObject({
    health: 'down',
    flags: ['recovering'],
    reasons: [{ code: 'recovering', from: 'down', good: 2, need: 3, remainingMs: 9000 }],
  });
  expect(run.until(noon + 13_040).health('gw-1')).toBe('down');
  expect(run.until(noon + 13_060).status('gw-1')).toMatchObject({ health: 'ok', since: noon + 13_050 });
});

test('WA-15 it takes 30 s at any other tier', () => {
  const run = runOf([...saysDown, ...rhythm('gw-1', { from: noon + 3050, to: noon + 60_000 })], 2);
  expect(run.until(noon + 33_040).health('gw-1')).toBe('down');
  expect(run.until(noon + 33_060).health('gw-1')).toBe('ok');
});

test('WA-15 a relapse begins the recovery anew', () => {
  const run = runOf([
    ...saysDown,
    ...rhythm('gw-1', { from: noon + 3050, to: noon + 9000 }),
    ...rhythm('gw-1', { from: noon + 9050, to: noon + 10_000, rest: { status: 'down' } }),
    ...rhythm('gw-1', { from: noon + 10_050, to: noon + 60_000 }),
  ]);
  expect(run.until(noon + 20_040).health('gw-1')).toBe('down');
  expect(run.until(noon + 20_060).health('gw-1')).toBe('ok');
});

test('WA-15 degraded is left the same way, and silence is earned back as well', () => {
  const degraded = rhythm('gw-1', { from: noon + 50, to: noon + 1000, rest: { status: 'degraded' } });
  const run = runOf([...degraded, ...rhythm('gw-1', { from: noon + 1050, to: noon + 20_000 })]);
  expect(run.until(noon + 11_000).health('gw-1')).toBe('degraded');
  expect(run.until(noon + 11_100).health('gw-1')).toBe('ok');
  const back = rhythm('gw-1', { from: noon + 8050, to: noon + 60_000 });
  const silent = runOf([...rhythm('gw-1', { from: noon + 50, to: noon + 1000 }), ...back]);
  expect(silent.until(noon + 9000).status('gw-1')).toMatchObject({ health: 'down', reasons: [{ good: 1 }] });
  expect(silent.until(noon + 18_060).health('gw-1')).toBe('ok');
});
