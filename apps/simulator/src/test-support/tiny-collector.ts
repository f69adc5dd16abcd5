import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { beatSchema, occurrenceSchema, routes } from '@yagura/contract';
import type { Beat, Occurrence } from '@yagura/contract';
import { z } from 'zod';

/** An expected event, and how many beats were heard before it. */
export interface ArrivedEvent {
  readonly event: Occurrence;
  readonly beatsBefore: number;
}

export interface Arrival {
  readonly at: number;
  readonly port: 'http' | 'udp';
  readonly token: string;
  readonly beat: Beat;
}

/** The public ports of a collector and nothing behind them: it keeps what it hears and throws at what is no beat. */
export async function startTinyCollector() {
  const arrivals: Arrival[] = [];
  const events: ArrivedEvent[] = [];
  const wrong: unknown[] = [];
  const state = { status: 202, requests: 0 };

  function hear(port: Arrival['port'], token: string, candidate: unknown): void {
    const beat = beatSchema.safeParse(candidate);
    if (beat.success) arrivals.push({ at: Date.now(), port, token, beat: beat.data });
    else wrong.push(candidate);
  }

  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      state.requests += 1;
      outgoing.writeHead(state.status, { 'content-type': 'application/json' });
      if (state.status !== 202) return outgoing.end(JSON.stringify({ error: 'no', remedy: 'none' }));
      const items = z.array(z.unknown()).parse(JSON.parse(body));
      if (incoming.url === routes.events)
        for (const event of z.array(occurrenceSchema).parse(items))
          events.push({ event, beatsBefore: arrivals.length });
      else for (const beat of items) hear('http', (incoming.headers.authorization ?? '').replace('Bearer ', ''), beat);
      return outgoing.end(JSON.stringify({ accepted: items.length, rejected: [] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const socket = createSocket('udp4');
  socket.on('message', (message) => {
    const { token, ...beat } = z.looseObject({ token: z.string() }).parse(JSON.parse(message.toString()));
    hear('udp', token, beat);
  });
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));

  return {
    url: new URL(`http://127.0.0.1:${port}`),
    arrivals,
    events,
    wrong,
    requests: () => state.requests,
    /** From now on it answers with this. */
    answerWith: (status: number) => (state.status = status),
    of: (component: string) => arrivals.filter((arrival) => arrival.beat.component === component),
    stop: async () => {
      socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
