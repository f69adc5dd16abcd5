import type { Delivery } from '@yagura/history';
import { expect, test } from 'vitest';
import { createDispatch } from './dispatch.ts';

const delivery: Delivery = {
  seq: 1,
  webhook: 'pager',
  url: 'http://127.0.0.1:9/',
  secret: 'whsec_AAAA',
  attempts: 0,
  queuedAt: 0,
  announcement: {
    id: '1.1.0',
    at: 0,
    kind: 'opened',
    group: 'component:a@1',
    root: { kind: 'component', id: 'a' },
    priority: 1,
    pages: true,
    text: 'A is DOWN.',
    why: 'It is the first.',
  },
};
const lease = { fence: 1, reached: 0, lost: new AbortController().signal };
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

test('WH-4 what ended while it was asked what is due is not sent again by an answer of before', async () => {
  let sent = 0;
  const dispatch = createDispatch({
    outbox: { settle: () => Promise.resolve(true) },
    send: () => Promise.resolve({ kind: 'delivered' as const }).finally(() => (sent += 1)),
    now: () => 0,
    elapsed: () => 0,
    chance: () => 0,
    log: quiet,
    onSettled: () => undefined,
  });
  await dispatch.start(lease, () => Promise.resolve([delivery]));
  await dispatch.start(lease, async () => {
    await dispatch.idle();
    return [delivery];
  });
  await dispatch.idle();
  expect(sent).toBe(1);
});
