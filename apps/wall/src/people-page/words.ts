import { clockOf } from '@yagura/domain';
import { dayOf } from './audit-day.ts';

/** A clock of today, else with its day. UTC, as everything on this page. */
export function whenWords(instant: number, now: number): string {
  const clock = clockOf(instant).slice(0, 5);
  return dayOf(instant) === dayOf(now) ? clock : `${dayOf(instant)} ${clock}`;
}

const programs = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Headless)?(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;
const systems = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['Mac', /Mac OS X/],
  ['Linux', /Linux/],
] as const;

/** What a browser says of itself, as short as somebody needs to know it again; others are told as they are. */
export function deviceWords(device: string): string {
  const named = (among: readonly (readonly [string, RegExp])[]) => among.find(([, like]) => like.test(device))?.[0];
  const [program, system] = [named(programs), named(systems)];
  if (program === undefined) return device.trim() === '' ? 'unknown device' : device.trim().slice(0, 60);
  return system === undefined ? program : `${program} on ${system}`;
}
