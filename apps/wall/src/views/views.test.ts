import { healths, type Health, type View } from '@yagura/contract';
import { expect, test } from 'vitest';
import { chooseView, mapView, viewAfter } from './choose-view.ts';
import { lineWords, outsideWords, shownWords } from './filter-words.ts';
import { searchWith, startViews, viewIn } from './start-views.ts';

const view = (id: string, over: Partial<View> = {}): View => ({ id, name: id, rows: 'kind', columns: 'site', ...over });
const views = [view('all', { rows: 'layer', columns: 'region' }), view('sites'), view('london', { where: 'site:ldn' })];

test('WI-87 an address names a view of the desk; without one, or with one that is not there, the map stands', () => {
  expect(chooseView(views, null)).toEqual({ view: mapView, unknown: null });
  expect(chooseView(views, 'sites')).toEqual({ view: views[1], unknown: null });
  expect(chooseView(views, 'nope')).toEqual({ view: mapView, unknown: 'nope' });
});

test('WI-87 V leads through the views and back to the map, which stands there once', () => {
  expect([null, 'sites', 'london', 'nope'].map((from) => viewAfter({ views }, from))).toEqual([
    'sites',
    'london',
    null,
    'sites',
  ]);
});

test('WI-87 what is chosen stands in the address beside what else is there, and "back" is followed', () => {
  let search = '?screen=7';
  let back = () => {};
  const chosen = startViews({
    read: () => viewIn(search),
    write: (wanted) => (search = searchWith(search, wanted)),
    onChange: (run) => {
      back = run;
      return () => {};
    },
  });
  chosen.choose('sites');
  expect([search, chosen.state.getState().wanted]).toEqual(['?screen=7&view=sites', 'sites']);
  search = '?view=london';
  back();
  expect(chosen.state.getState().wanted).toBe('london');
  chosen.choose(null);
  expect(search).toBe('');
});

const countsFor = (counts: Partial<Record<Health, number>>) => healths.map((health) => counts[health] ?? 0);

test('WI-86 a filter is told with how many it lets through, and what is abnormal beyond it before everything else', () => {
  const shown = shownWords(view('v', { where: 'venue:XLON,XPAR -kind:job' }), 122, 82);
  expect(shown).toBe('40 of 122: venue XLON, XPAR, not kind job');
  const outside = outsideWords(countsFor({ down: 2, degraded: 1, ok: 40 }));
  expect(outside).toBe('outside this view: 2 DOWN, 1 DEGRADED');
  expect(outsideWords(countsFor({ ok: 80, closed: 2 }))).toBe('');
  expect(lineWords('V', shown, outside, 100)).toEqual([`V, showing ${shown}`, outside]);
  expect(lineWords('V', shown, outside, 25)).toEqual(['V', outside]);
  expect(lineWords('V', shown, outside, 5)).toEqual([outside]);
});
