import { createLog, createMetrics } from '@yagura/service';
import { afterEach, expect, test } from 'vitest';
import type { Ears, Receipt, Refusal } from '../intake/ears.ts';
import { createCollectorMetrics } from '../metrics.ts';
import { post } from '../test-support/start-for-test.ts';
import type { RunningAdapter } from './adapter.ts';
import { beatsFromBody, httpPush, occurrencesFromBody, receiptText } from './http-push.ts';

const running: RunningAdapter[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

/** Ears that hear nothing and answer what they were told to. */
async function startWith(refusal: Refusal | null, stored: Receipt['stored']) {
  const receipt: Receipt = { accepted: 1, rejected: [], assumed: null, stored };
  const ears: Ears = {
    refusal: () => refusal,
    senderOf: () => ({ id: 'all', register: false, scope: null }),
    hearBeats: () => receipt,
    hearOccurrences: () => receipt,
    hearCanary: () => true,
    readiness: () => ({ ready: true, why: '' }),
  };
  const metrics = createMetrics('collector');
  const adapter = await httpPush.start({
    config: { YAGURA_HOST: '127.0.0.1', YAGURA_COLLECTOR_PORT: 0 },
    address: '127.0.0.1',
    ears,
    metrics: createCollectorMetrics(metrics),
    log: createLog('collector', () => undefined),
  });
  running.push(adapter);
  return { url: `http://127.0.0.1:${adapter.port}`, metrics };
}

test('HB-7 too much on its way is answered with 429 and when to come again', async () => {
  const { url, metrics } = await startWith({ status: 429, error: 'too much', remedy: 'wait' }, null);
  const { status, headers, body } = await post(url, { component: 'gw-1' });
  expect([status, headers.get('retry-after'), body]).toEqual([429, '1', { error: 'too much', remedy: 'wait' }]);
  expect(metrics.counter('collector_rejected_total', '').value({ port: 'http', cause: 'busy' })).toBe(1);
});

test('HB-2, HB-7 what is stored nowhere is not answered with 202 but with 503', async () => {
  const { url } = await startWith(null, Promise.resolve('nowhere'));
  const { status, headers, body } = await post(url, { component: 'gw-1' });
  expect([status, headers.get('retry-after')]).toEqual([503, '1']);
  expect(body.error).toContain('neither Redis nor the spool');
});

test('HB-2 the answer waits for the store', async () => {
  let store: (where: 'spool') => void = () => undefined;
  const { url } = await startWith(null, new Promise((resolve) => (store = resolve)));
  let answered = false;
  const answer = post(url, { component: 'gw-1' }).then(({ status }) => {
    answered = true;
    return status;
  });
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(answered).toBe(false);
  store('spool');
  expect(await answer).toBe(202);
});

test('HB-1, HB-4 bytes become beats and what was wrong with the others, without a port', () => {
  const told = beatsFromBody(
    Buffer.from('[{"component":"a","every":"5m"},{"component":""},{"component":"b","epoch":7}]'),
  );
  expect(told).toMatchObject({
    things: [
      { component: 'a', every: 300_000, status: 'ok' },
      { component: 'b', epoch: '7', status: 'ok' },
    ],
    places: [0, 2],
    rejected: [{ index: 1 }],
  });
  expect(beatsFromBody(Buffer.from([0xff, 0xfe]))).toMatchObject({ kind: 'unusable', status: 400 });
  expect(occurrencesFromBody(Buffer.from('{"events":[{"component":"a","event":"logon"}]}'))).toMatchObject({
    things: [{ component: 'a', event: 'logon' }],
  });
});

test('HB-8 the answer is JSON whatever it has to say', () => {
  const rejected = [{ index: 0, error: 'a "quoted" \n reason' }];
  const assumed = new Map([['gw-1', 1000]]);
  expect(JSON.parse(receiptText({ accepted: 1, rejected, assumed, stored: null }))).toEqual({
    accepted: 1,
    rejected,
    assumed: { 'gw-1': { everyMs: 1000 } },
  });
});
