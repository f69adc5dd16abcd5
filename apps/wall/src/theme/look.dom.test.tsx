import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { ExplainContext } from '../explain/context.ts';
import { startExplain, type Explain } from '../explain/start-explain.ts';
import { createScreenStore } from '../screen/screen.ts';
import { alarm, status } from '../test-support/board.ts';
import { all, emptyPage, one, press, text } from '../test-support/page.ts';
import { createTestWall, type TestWall } from '../test-support/wall.ts';
import { ThemeContext } from './context.ts';
import { startTheme, type ThemeHandle } from './start-theme.ts';

let root: Root;
let wall: TestWall;
let explain: Explain;
let theme: ThemeHandle;

function show(width = 1920, height = 1080): void {
  Object.assign(window, { innerWidth: width, innerHeight: height });
  act(() =>
    root.render(
      <WallContext value={wall.store}>
        <ExplainContext value={explain}>
          <ThemeContext value={theme}>
            <App />
          </ThemeContext>
        </ExplainContext>
      </WallContext>,
    ),
  );
}

beforeEach(() => {
  root = emptyPage();
  wall = createTestWall();
  const address = { read: () => null, write: () => undefined, onChange: () => () => undefined };
  const timers = { after: () => () => undefined, every: () => () => undefined };
  explain = startExplain({ desk: wall.store, ask: async () => ({ problem: 'not in this test' }), timers, address });
  theme = startTheme({ memory: null, screen: createScreenStore(), paint: () => undefined });
});
afterEach(() => act(() => root.unmount()));

test('WI-100 T goes to the next look; in the panel it is not meant', async () => {
  wall.snapshot();
  show();
  await press('t');
  expect(theme.state.getState().theme).toBe('bright');
  act(() => explain.open('gw-1'));
  await press('t');
  expect(theme.state.getState().theme).toBe('bright');
});

test('WI-111 with the keys stand every state, sign and word of the wall as it looks there, and the looks to choose from', async () => {
  wall.snapshot();
  show();
  await press('?');
  for (const word of ['DOWN', 'NO SIGHT', 'PLANNED', 'taken', 'muted', 'flapping', 'grouped', 'late evidence'])
    expect(text('.legend')).toContain(word);
  expect(all('.legend .sample.down').length).toBeGreaterThan(1);
  expect(one('[data-look="dark"]')?.getAttribute('aria-pressed')).toBe('true');
  act(() => one('[data-look="classic"]')?.click());
  expect(theme.state.getState().theme).toBe('classic');
});

test('WI-105 a tile and its name bear who has it, and the card its sign', () => {
  const owner = { person: 'anna', since: wall.now(), until: wall.now() + 60_000 };
  const words = { number: 1, revision: 1, priority: 1, title: 'a', occurrence: 1, muted: false } as const;
  const taken = { ...words, id: 'a', state: 'taken', occurred: 1, owner, calledAt: null, dueAt: null } as const;
  wall.snapshot({
    statuses: [status('down', { flags: ['taken'] }), status()],
    alarms: [alarm('a')],
    incidents: [taken],
  });
  show();
  expect(one('[data-component="gw-1"]')?.className).toContain('taken');
  expect(one('[data-component="gw-1"] .taken-sign')).not.toBeNull();
  expect(one('[data-component="gw-1"]')?.getAttribute('aria-label')).toContain('taken by anna');
  expect(text('[data-named="gw-1"]')).toContain('anna');
  expect(one('[data-alarm="a"] .taken-sign')).not.toBeNull();
  expect(one('.blink')).toBeNull();
});

test('WI-107 in a flood the rail says so, and what is no new P1 is told in brief', () => {
  wall.snapshot({ alarms: [alarm('old', { since: wall.now() - 300_000 }), alarm('second', { priority: 2 })] });
  show();
  expect(all('.alarm.compact')).toHaveLength(0);
  const rate = { inTenMinutes: 12, flood: true, since: wall.now() - 60_000 } as const;
  act(() => void wall.frame({ rate }));
  expect(text('.flood')).toBe('FLOOD since 14:02: 12 alarms in 10 min, roots only');
  expect(all('.alarm.compact')).toHaveLength(2);
  const fresh = alarm('new', { since: wall.now(), members: ['gw-2'] });
  act(() => void wall.frame({ alarms: [...(wall.state().board?.alarms ?? []), fresh] }));
  expect(all('[data-alarm]').map(({ dataset }) => dataset['alarm'])).toEqual(['new', 'old', 'second']);
  expect(one('[data-alarm="new"]')?.className).not.toContain('compact');
  act(() => void wall.frame({ rate: { inTenMinutes: 4, flood: false, since: null } }));
  expect(one('.flood')).toBeNull();
  expect(text('.rail h2')).toContain('4 in 10 min');
});

test('WI-104 the header has the clocks of the sites, and no band where the desk follows no market', () => {
  wall.snapshot();
  show();
  expect(text('.clocks')).toBe('London14:03:07');
  expect(one('.venues')).toBeNull();
  const before = Number.parseFloat(one('main')?.style.top ?? '');
  const next = { at: wall.now() + 60_000, phase: 'closed' } as const;
  act(() => void wall.frame({ markets: [{ calendar: 'XLON', phase: 'open', since: null, next }] }));
  expect(one('[data-market="XLON"]')?.className).toContain('open soon');
  expect(Number.parseFloat(one('main')?.style.top ?? '')).toBeGreaterThan(before);
});

test('WI-109 the strip says which of its lines came while the screen was blind', () => {
  const at = wall.now();
  const line = (title: string) => ({ at, title, health: 'down', text: 'DOWN' }) as const;
  wall.snapshot({ strip: [line('seen')] });
  show();
  act(() => void wall.pass(5000, 'silent'));
  act(() => void wall.frame({ at: wall.now(), strip: [line('missed'), line('seen')] }));
  expect(all('.changes .unseen').map(({ textContent }) => textContent)).toEqual([expect.stringContaining('missed')]);
  expect(text('.changes .unseen')).toContain('while blind');
});
