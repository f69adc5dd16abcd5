import { expect, test } from 'vitest';
import { venueMarket } from '../test-support/components.ts';
import { clientActivity, isOpen, marketActivity } from './activity.ts';
import { localTime } from './local-time.ts';

const at = (text: string) => Date.parse(text);

test('SI-5 a zone is followed through both clock changes, half hours included', () => {
  expect(localTime('Europe/London', at('2026-03-29T00:59:00Z'))).toEqual({ weekday: 0, minute: 59 });
  expect(localTime('Europe/London', at('2026-03-29T01:00:00Z'))).toEqual({ weekday: 0, minute: 120 });
  expect(localTime('America/New_York', at('2026-11-01T05:59:00Z')).minute).toBe(119);
  expect(localTime('America/New_York', at('2026-11-01T06:00:00Z')).minute).toBe(60);
  expect(localTime('Asia/Kolkata', at('2026-06-01T00:00:30Z')).minute).toBe(330.5);
  expect(localTime('Australia/Sydney', at('2026-06-01T20:00:00Z'))).toEqual({ weekday: 2, minute: 360 });
});

test('SI-5 a venue is open by its own clock: London in winter and summer, New York while Europe has already changed', () => {
  const london = venueMarket('XLON');
  expect(isOpen(london, at('2026-01-14T07:59:59Z'))).toBe(false);
  expect(isOpen(london, at('2026-01-14T08:00:00Z'))).toBe(true);
  expect(isOpen(london, at('2026-07-15T07:00:00Z'))).toBe(true);
  expect(isOpen(london, at('2026-07-15T15:30:00Z'))).toBe(false);
  expect(isOpen(venueMarket('XNYS'), at('2026-03-18T13:30:00Z'))).toBe(true);
  expect(isOpen(venueMarket('XNYS'), at('2026-03-18T13:29:59Z'))).toBe(false);
});

test('SI-5 a week-long market opens on Sunday evening and closes on Friday', () => {
  const futures = venueMarket('XCME');
  expect(isOpen(futures, at('2026-07-12T21:59:00Z'))).toBe(false);
  expect(isOpen(futures, at('2026-07-12T22:00:00Z'))).toBe(true);
  expect(isOpen(futures, at('2026-07-17T22:00:00Z'))).toBe(false);
  expect(isOpen(futures, at('2026-07-18T12:00:00Z'))).toBe(false);
  const currencies = venueMarket('LMAX');
  expect(isOpen(currencies, at('2026-07-12T20:59:00Z'))).toBe(false);
  expect(isOpen(currencies, at('2026-07-12T21:00:00Z'))).toBe(true);
  expect(isOpen(currencies, at('2026-07-17T21:00:00Z'))).toBe(false);
});

test('SI-5 holidays and half days are those of the calendar', () => {
  const newYork = venueMarket('XNYS');
  expect(isOpen(newYork, at('2026-11-26T15:00:00Z'))).toBe(false);
  expect(marketActivity(newYork, at('2026-11-26T15:00:00Z'))).toBe(0);
  expect(isOpen(newYork, at('2026-11-27T17:59:00Z'))).toBe(true);
  expect(isOpen(newYork, at('2026-11-27T18:00:00Z'))).toBe(false);
});

test('SI-6 volume over a session is a bowl: busy at the open and the close, calm in between, nothing at night or on Saturday', () => {
  const london = venueMarket('XLON');
  const volume = (clock: string) => marketActivity(london, at(`2026-01-14T${clock}:00Z`));
  expect(volume('08:01')).toBeGreaterThan(2 * volume('12:15'));
  expect(volume('16:28')).toBeGreaterThan(2 * volume('12:15'));
  expect(volume('12:15')).toBeGreaterThan(0.2);
  expect(volume('07:45')).toBeGreaterThan(0);
  expect(volume('07:45')).toBeLessThan(0.1);
  expect(volume('20:00')).toBe(0);
  expect(marketActivity(london, at('2026-01-17T12:00:00Z'))).toBe(0);
});

test('SI-6 an Asian market all but stops for lunch', () => {
  const hongKong = venueMarket('XHKG');
  const volume = (clock: string) => marketActivity(hongKong, at(`2026-01-14T${clock}:00+08:00`));
  expect(volume('12:30')).toBeLessThan(0.1 * volume('11:30'));
  expect(volume('13:30')).toBeGreaterThan(0.2);
  expect(isOpen(hongKong, at('2026-01-14T12:30:00+08:00'))).toBe(false);
});

test('SI-6 clients are fewer at night and at the weekend, and never nobody', () => {
  const clients = (text: string) => clientActivity('Europe/London', at(text));
  expect(clients('2026-01-14T09:30:00Z')).toBeGreaterThan(5 * clients('2026-01-14T03:00:00Z'));
  expect(clients('2026-01-14T09:30:00Z')).toBeGreaterThan(2 * clients('2026-01-17T09:30:00Z'));
  expect(clients('2026-01-18T03:30:00Z')).toBeGreaterThan(0.05);
  expect(marketActivity({ hours: 'always' }, at('2026-01-18T03:30:00Z'))).toBeGreaterThan(0.2);
});
