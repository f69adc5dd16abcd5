import { calendarOf, inventoryOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { boardOf, componentOf, layoutOf } from '../test-support/desk.ts';
import { liveBoard } from './live-board.ts';
import { withMarkets } from './markets.ts';

test('EX-11 markets stand in the order in which the sun comes to them, whatever they do', () => {
  const ahead = { XNYS: -300, XLON: 0, XTKS: 540, XHKG: 480, XSES: 480 } as const;
  const calendars = Object.entries(ahead).map(([id, minutes]) => calendarOf({ id, offsets: [[0, minutes]] }));
  const layout = {
    ...layoutOf('one', []),
    components: Object.keys(ahead).map((calendar) => componentOf(`gw-${calendar}`, { calendar })),
  };
  const inventory = inventoryOf({ components: [], calendars });
  for (const hour of [0, 9, 15, 21]) {
    const live = liveBoard(boardOf(layout, Date.UTC(2026, 2, 2, hour)), inventory);
    const order = withMarkets(live).board.markets.map(({ calendar }) => calendar);
    expect(order).toEqual(['XTKS', 'XHKG', 'XSES', 'XLON', 'XNYS']);
  }
});
