import { screenSettingsOf } from '@yagura/testkit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { themes, type Theme } from '@yagura/contract';
import { expect, test } from 'vitest';
import { aConsole, createScreenStore } from '../screen/screen.ts';
import { startTheme, themeKey } from './start-theme.ts';

const settings = screenSettingsOf({ name: 'Left', room: 'Desk', theme: 'grey', diagonalInches: 55 });

function start(kept: Record<string, string> = {}) {
  const painted: Theme[] = [];
  const screen = createScreenStore();
  const memory = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  };
  return { painted, screen, kept, theme: startTheme({ memory, screen, paint: (theme) => painted.push(theme) }) };
}

test('WI-100 a console goes from look to look and remembers the last; what nobody knows is the dark one', () => {
  const { theme, painted, kept } = start();
  for (const _ of themes) theme.next();
  expect(painted).toEqual(['dark', 'bright', 'grey', 'classic', 'dark']);
  theme.choose('bright');
  expect(start(kept).painted).toEqual(['bright']);
  expect(start({ [themeKey]: 'neon' }).painted).toEqual(['dark']);
});

test('WI-100 a registered screen looks as it was set up, and when it is no longer one as was chosen there', () => {
  const { theme, painted, screen } = start();
  screen.setState({ settings });
  expect(theme.state.getState()).toEqual({ theme: 'grey', isFixed: true });
  theme.next();
  expect(theme.state.getState().theme).toBe('grey');
  screen.setState(aConsole);
  expect(theme.state.getState().isFixed).toBe(false);
  theme.stop();
  screen.setState({ settings: { ...settings, theme: 'classic' } });
  expect(painted.at(-1)).not.toBe('classic');
});

test('WI-100 where nothing can be remembered it still changes', () => {
  const refuse = () => {
    throw new Error('no storage here');
  };
  const painted: Theme[] = [];
  const memory = { getItem: refuse, setItem: refuse };
  startTheme({ memory, screen: createScreenStore(), paint: (theme) => painted.push(theme) }).next();
  expect(painted).toEqual(['dark', 'bright']);
});

test('WI-100 the page has its look before it is painted', () => {
  const folder = join(import.meta.dirname, '../..');
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const script = readFileSync(join(folder, 'public/first-paint.js'), 'utf8');
  expect(page.indexOf('<script src="/first-paint.js"></script>')).toBeLessThan(page.indexOf('<body>'));
  const dataset: Record<string, string> = {};
  const document = { documentElement: { dataset } };
  runInNewContext(script, { document, localStorage: { getItem: (key: string) => (key === themeKey ? 'grey' : null) } });
  expect(dataset).toEqual({ theme: 'grey' });
  runInNewContext(script, { document });
});
