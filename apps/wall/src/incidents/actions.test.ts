import type { Incident, IncidentBrief } from '@yagura/contract';
import { incidentOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { actionWords, canSplit, offered, offeredOnPage, verbOfKey, verbs } from './actions.ts';
import { emptyDraft, wordsOf } from './draft.ts';
import { startActing, toldText } from './start-acting.ts';
import type { ToTell, Told } from './incident-api.ts';

const owner = { person: 'anna', since: 1, until: 2 };
const open: IncidentBrief = {
  id: 'i1',
  number: 1,
  revision: 4,
  state: 'open',
  priority: 1,
  title: 'A',
  occurred: 1,
  occurrence: 1,
  muted: false,
  owner: null,
  calledAt: 1,
  dueAt: null,
};

test('IN-32 what can be done is offered, each by a key of its own; of what somebody else has only a word', () => {
  expect(new Set(verbs.map((verb) => actionWords[verb].key)).size).toBe(verbs.length);
  expect(offered(open, 'anna')).toContain('take');
  expect(offered({ ...open, owner, state: 'taken' }, 'anna')).toEqual(
    expect.arrayContaining(['still-mine', 'hand-to']),
  );
  expect(offered({ ...open, owner, state: 'taken' }, 'bob')).toEqual(['note']);
  expect(offered({ ...open, state: 'fixed' }, 'bob')).toEqual(['note', 'close']);
  expect(verbOfKey('t', offered(open, 'bob'))).toBe('take');
  expect(verbOfKey('s', offered(open, 'bob'))).toBeNull();
});

test('IN-32 words are asked for before they are sent, with what was seen and a key of its own each time', async () => {
  const sent: ToTell[] = [];
  let keys = 0;
  const answer: Told = { result: 'done', waiver: null, incident: 'i1', revision: 5, text: 'noted' };
  const acting = startActing({
    tell(toTell) {
      sent.push(toTell);
      return Promise.resolve(answer);
    },
    newKey: () => `key-${++keys}`,
  });
  acting.begin(open, 'note');
  expect([sent.length, acting.state.getState().writing?.verb]).toEqual([0, 'note']);
  acting.finish(open, { ...emptyDraft, text: '  ' });
  expect([sent.length, acting.state.getState().said?.text]).toEqual([0, 'A word is missing.']);
  acting.finish(open, { ...emptyDraft, text: 'looked at' });
  await Promise.resolve();
  acting.begin(open, 'take');
  expect(sent).toMatchObject([
    { verb: 'note', expected: 4, key: 'key-1', words: { text: 'looked at' } },
    { verb: 'take', expected: 4, key: 'key-2', words: {} },
  ]);
});

test('IN-32 what did not happen is never told as done', () => {
  const about = { incident: 'i1', revision: 5 };
  expect(toldText({ ...about, result: 'conflict', waiver: null, text: 'bob was first: taken' })).toBe(
    'Not done: bob was first: taken.',
  );
  expect(toldText({ ...about, result: 'refused', waiver: null, text: 'it is closed' })).toBe('Not done: it is closed.');
  expect(toldText({ ...about, result: 'recorded', waiver: null, text: 'It is recorded.' })).toBe('It is recorded.');
  expect(toldText({ problem: 'Nobody can say.' })).toBe('Nobody can say.');
});

test('WI-46 its page offers what is done seldom as well, and each act takes what it needs of what was written', () => {
  const whole = incidentOf({ state: 'open', health: 'down' });
  const anna = { person: 'anna', mutes: true };
  expect(offeredOnPage(whole, anna)).toEqual(expect.arrayContaining(['take', 'priority', 'merge', 'resumed', 'mute']));
  expect(offeredOnPage({ ...whole, muted: true }, anna)).not.toContain('mute');
  for (const health of ['ok', 'closed', null] as const)
    expect(offeredOnPage({ ...whole, health }, anna)).not.toContain('mute');
  expect(offeredOnPage(whole, { ...anna, mutes: false })).not.toContain('mute');
  expect(offeredOnPage({ ...whole, state: 'closed' }, anna)).toEqual([]);
  const draft = { ...emptyDraft, text: ' why ', into: 'i2' };
  expect(wordsOf('priority', { ...draft, priority: 1 })).toEqual({ words: { priority: 1, reason: 'why' } });
  expect(wordsOf('merge', draft)).toEqual({ words: { into: 'i2' } });
  expect(wordsOf('hand-to', draft)).toEqual({ words: { person: 'why' } });
  expect(wordsOf('close', draft)).toEqual({ words: { text: 'why', reason: 'acted' } });
  expect(wordsOf('merge', emptyDraft)).toHaveProperty('missing');
});

test('IN-41 of a component only its name is sent, of a link its title as well, and neither conflicts with what others did', async () => {
  expect(wordsOf('attach', { ...emptyDraft, component: ' gw-1 ' })).toEqual({ words: { component: 'gw-1' } });
  const link = { ...emptyDraft, url: 'https://example.com', text: 'What they say' };
  expect(wordsOf('attach', link)).toEqual({ words: { url: 'https://example.com', title: 'What they say' } });
  expect(wordsOf('attach', { ...link, text: '' })).toHaveProperty('missing');
  const sent: ToTell[] = [];
  const tell = (toTell: ToTell) => {
    sent.push(toTell);
    return Promise.resolve<Told>({ problem: 'Not asked.' });
  };
  const acting = startActing({ tell, newKey: () => 'key' });
  acting.begin(open, 'attach');
  acting.finish(open, { ...emptyDraft, component: 'gw-1' });
  expect(sent).toMatchObject([{ verb: 'attach', expected: null }]);
});

test('WI-48 each member can be split off but the one it is about, as long as something is left', () => {
  const about = (root: Extract<Incident['source'], { kind: 'watch' }>['root']): Incident =>
    incidentOf({ source: { kind: 'watch', group: 'g', root }, members: ['a', 'b'], memberCount: 2 });
  expect(canSplit(about({ kind: 'component', id: 'a' }), 'a')).toBe(false);
  expect(canSplit(about({ kind: 'component', id: 'a' }), 'b')).toBe(true);
  expect(canSplit(about({ kind: 'common', shares: 'site', id: 'a' }), 'a')).toBe(true);
  expect(canSplit(about({ kind: 'collector', id: 'col-1' }), 'a')).toBe(false);
  expect(canSplit({ ...about({ kind: 'site', id: 'ldn' }), memberCount: 1 }, 'a')).toBe(false);
  expect(canSplit({ ...about({ kind: 'site', id: 'ldn' }), state: 'closed' }, 'a')).toBe(false);
});
