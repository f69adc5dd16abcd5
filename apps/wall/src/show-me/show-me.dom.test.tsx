import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { component, status } from '../test-support/board.ts';
import { createTestWall } from '../test-support/wall.ts';
import { App } from '../app/App.tsx';
import { WallContext } from '../app/wall.ts';
import { readScene } from './read-scene.ts';
import { ShowMeContext } from './ShowMe.tsx';
import { startShowMe } from './start-show-me.ts';
import type { Asked } from './show-me-api.ts';

const target = { component: 'gw-1', site: null };
const answer = { available: ['kill-gateway' as const], running: null };

async function begin(asked: (step: string | null) => Asked) {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  Object.assign(window, { innerWidth: 1920, innerHeight: 1080 });
  document.body.innerHTML = '<div id="root"></div>';
  const wall = createTestWall();
  wall.snapshot({ components: [component('gw-1'), component('gw-2')] });
  const painted: (() => void)[] = [];
  let now = 0;
  const showMe = startShowMe({
    ask: (step) => Promise.resolve(asked(step)),
    scene: () => readScene(document, wall.state()),
    timers: { every: () => () => {}, after: () => () => {} },
    now: () => now,
    afterPaint: (run) => void painted.push(run),
  });
  const root = createRoot(document.getElementById('root') ?? document.body);
  await act(async () =>
    root.render(
      <WallContext value={wall.store}>
        <ShowMeContext value={showMe}>
          <App />
        </ShowMeContext>
      </WallContext>,
    ),
  );
  return {
    wall,
    paintAt: (at: number) =>
      act(() => {
        now = at;
        for (const run of painted.splice(0)) run();
      }),
    press: () => act(async () => document.querySelector<HTMLButtonElement>('.show-me button')?.click()),
    result: () => document.querySelector('[data-testid="show-me-result"]')?.textContent,
    end: () => act(() => (showMe.stop(), root.unmount())),
  };
}

test('WI-17 from the click to the painted tile, as the page itself shows it', async () => {
  const running = { step: 'kill-gateway' as const, startedAt: 0, undoAt: 9000, target };
  const bar = await begin((step) => ({ answer: { ...answer, running: step === null ? null : running } }));
  await bar.press();
  bar.paintAt(1000);
  expect(bar.result()).toBe('gw-1: waiting for the wall …');
  act(() => void bar.wall.frame({ statuses: [[0, status('down', { since: bar.wall.now() })]] }));
  bar.paintAt(3200);
  expect(bar.result()).toBe('DOWN painted after 3.2 s · undoes itself');
  act(() => void bar.wall.frame({ statuses: [[0, status('ok', { since: bar.wall.now() })]] }));
  bar.paintAt(14_000);
  expect(bar.result()).toBe('DOWN painted after 3.2 s · restored after 14.0 s, no false alarm');
  bar.end();
});

test('WI-17 a refusal is said, and without a demo there is no bar', async () => {
  const refused = await begin((step) => (step === null ? { answer } : { problem: 'Something else is running.' }));
  await refused.press();
  expect(refused.result()).toBe('Something else is running.');
  refused.end();
  const none = await begin(() => ({ answer: { available: [], running: null } }));
  expect(document.querySelector('.show-me')).toBeNull();
  none.end();
});
