import { expect, test } from 'vitest';
import { scriptedDesk } from '../testing/scripted-desk.ts';
import type { Verdict } from '../watch/component.ts';

const ok: Partial<Verdict> = { condition: 'ok', reasons: [{ code: 'heard' }] };
const down: Partial<Verdict> = { condition: 'down', reasons: [{ code: 'says', status: 'down' }] };

test('WH-3 an announcement says where what belongs to it lies and whose it is, also once that is over', () => {
  const uses = { dependsOn: ['switch'], tier: 2 };
  const script = scriptedDesk([
    { id: 'switch', site: 'nyc' },
    { id: 'one', site: 'ldn', owner: 'fx', ...uses },
    { id: 'two', site: 'ldn', owner: 'fx', ...uses },
    { id: 'three', site: 'hkg', ...uses },
  ]);
  script.at(1000, { switch: down, one: down, two: down, three: down });
  script.at(100_000, { switch: ok, one: ok, two: ok, three: ok });
  const places = [
    { site: 'hkg', owner: null },
    { site: 'ldn', owner: 'fx' },
    { site: 'nyc', owner: null },
  ];
  expect(script.told.map(({ kind }) => kind)).toEqual(['opened', 'scope', 'scope', 'recovered']);
  for (const announcement of script.told) expect(announcement.places).toEqual(places);
});

test('WH-3 what lies in more places than can be said is everybody’s', () => {
  const many = Array.from({ length: 60 }, (_, n) => ({ id: `c${n}`, owner: `o${n}`, dependsOn: ['switch'], tier: 2 }));
  const script = scriptedDesk([{ id: 'switch', owner: 'network' }, ...many]);
  script.at(1000, Object.fromEntries(['switch', ...many.map(({ id }) => id)].map((id) => [id, down])));
  expect(script.told[0]?.places).toBeUndefined();
});
