import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test, vi } from 'vitest';
import { startEventSender } from './event-sender.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function collector() {
  const state = { status: 503, heard: [] as unknown[] };
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      outgoing.writeHead(state.status, { 'content-type': 'application/json' });
      if (state.status !== 202) return outgoing.end(JSON.stringify({ error: 'away', remedy: 'wait' }));
      const events: unknown[] = JSON.parse(body);
      state.heard.push(...events);
      return outgoing.end(JSON.stringify({ accepted: events.length, rejected: [] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  return { state, url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/events`) };
}

test('SI-22 an event waits until it is taken, and is then told no more', async () => {
  const { state, url } = await collector();
  const said: string[] = [];
  const sender = startEventSender({ url, token: 'a-token-to-test', say: (sentence) => said.push(sentence) });
  endings.unshift(() => sender.stop());
  expect(sender.isDone()).toBe(true);
  const event = { component: 'job', event: 'acknowledged', at: 1000 };
  sender.tell([event]);
  sender.flush(0);
  await vi.waitFor(() => expect(said).toEqual(['events are not taken: 503: away']), { timeout: 20_000 });
  sender.flush(100);
  expect(sender.isDone()).toBe(false);
  state.status = 202;
  sender.tell([{ ...event, at: 2000 }]);
  sender.flush(1000);
  await vi.waitFor(() => expect(state.heard).toEqual([event, { ...event, at: 2000 }]), { timeout: 20_000 });
  await vi.waitFor(() => expect(sender.isDone()).toBe(true), { timeout: 20_000 });
  sender.flush(3000);
  sender.flush(4000);
  await sender.stop();
  expect(state.heard.length).toBe(2);
});
