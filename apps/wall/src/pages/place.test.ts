import { expect, test } from 'vitest';
import { pathOf, placeIn, type Place } from './place.ts';
import { startPlaces } from './start-places.ts';

test('WI-40 each page has an address, and what is no address is the wall', () => {
  const places: Place[] = [
    { kind: 'wall' },
    { kind: 'incidents' },
    { kind: 'incident', incident: '17' },
    { kind: 'incident', incident: 'component:gw/1@12 %' },
  ];
  for (const place of places) expect(placeIn(pathOf(place))).toEqual(place);
  expect(placeIn('/incidents/')).toEqual({ kind: 'incidents' });
  for (const path of ['/nothing', '/incidents/1/2', '/incidents/%E0%A4%A'])
    expect(placeIn(path)).toEqual({ kind: 'wall' });
});

test('WI-40 going to a page writes its address, and whoever goes back is where they were', () => {
  let [path, onChange] = ['/incidents/3', () => {}];
  const places = startPlaces({
    path: () => path.replace(/#.*/, ''),
    push(url) {
      path = url;
      onChange();
    },
    onChange: (run) => ((onChange = run), () => {}),
  });
  expect(places.state.getState().place).toEqual({ kind: 'incident', incident: '3' });
  places.go({ kind: 'incidents' });
  expect([path, places.state.getState().place]).toEqual(['/incidents', { kind: 'incidents' }]);
  places.go({ kind: 'wall' }, '#component=gw-1');
  expect([path, places.state.getState().place]).toEqual(['/#component=gw-1', { kind: 'wall' }]);
  path = '/incidents';
  onChange();
  expect(places.state.getState().place).toEqual({ kind: 'incidents' });
});
