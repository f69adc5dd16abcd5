import { expect, test } from 'vitest';
import { pathOf, placeIn, type Place } from './place.ts';
import { addressAt } from '../test-support/address.ts';
import { startPlaces } from './start-places.ts';

test('WI-40 each page has an address, and what is no address is the wall', () => {
  const places: Place[] = [
    { kind: 'wall' },
    { kind: 'incidents' },
    { kind: 'incident', incident: '17' },
    { kind: 'incident', incident: 'component:gw/1@12 %' },
    { kind: 'planned', about: null },
    { kind: 'planned', about: 'plan-10001' },
  ];
  for (const place of places) expect(placeIn(pathOf(place))).toEqual(place);
  expect(placeIn('/incidents/')).toEqual({ kind: 'incidents' });
  for (const path of ['/nothing', '/incidents/1/2', '/incidents/%E0%A4%A', '/planned/a/b', '/elsewhere/planned'])
    expect(placeIn(path)).toEqual({ kind: 'wall' });
});

test('WI-77 a screen and the page of screens have their addresses', () => {
  const places: Place[] = [{ kind: 'screen' }, { kind: 'screens' }];
  for (const place of places) expect(placeIn(pathOf(place))).toEqual(place);
  for (const path of ['/screens/1', '/screen/K7P4MX']) expect(placeIn(path)).toEqual({ kind: 'wall' });
});

test('WI-60 the page of people has an address for each of its sections', () => {
  const places: Place[] = [
    { kind: 'people', section: null },
    { kind: 'people', section: 'people' },
    { kind: 'people', section: 'audit' },
  ];
  for (const place of places) expect(placeIn(pathOf(place))).toEqual(place);
  expect(pathOf({ kind: 'people', section: 'tokens' })).toBe('/people/tokens');
  for (const path of ['/people/kim', '/people/audit/1']) expect(placeIn(path)).toEqual({ kind: 'wall' });
});

test('WI-40 going to a page writes its address, and whoever goes back is where they were', () => {
  const address = addressAt('/incidents/3');
  const places = startPlaces(address);
  const here = () => places.state.getState().place;
  expect(here()).toEqual({ kind: 'incident', incident: '3' });
  places.go({ kind: 'incidents' });
  places.go({ kind: 'wall' }, '#component=gw-1');
  expect([address.steps.at(-1), here()]).toEqual(['/#component=gw-1', { kind: 'wall' }]);
  address.back();
  expect(here()).toEqual({ kind: 'incidents' });
});

test('WI-40 from one thing of a page to the next is no step to go back over', () => {
  const address = addressAt('/');
  const places = startPlaces(address);
  places.go({ kind: 'planned', about: null });
  for (const about of ['plan-10001', 'mute-10002']) places.go({ kind: 'planned', about });
  expect(address.steps).toEqual(['/', '/planned/mute-10002']);
  expect(places.state.getState().place).toEqual({ kind: 'planned', about: 'mute-10002' });
});
