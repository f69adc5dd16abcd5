import { routes } from '@yagura/contract';
import { senderToken } from '../../e2e/support/desk-text.ts';
import type { BeaterCommand, BeaterReport } from './beater.ts';
import { desk } from './bodies.ts';
import { answerCommands } from './helper-process.ts';
import { openRawConnection, requestBytes, type RawConnection } from './raw-http.ts';

const tickMs = 5;
const slots = 1000 / tickMs;
const connectionCount = 50;

const silent = new Set<string>();
const report = { sent: 0, refused: 0, lost: 0 };

/** Each component by a post of its own, once a second, at its own place in the second. */
async function begin(port: number): Promise<void> {
  const connections = await Promise.all(Array.from({ length: connectionCount }, () => openConnection(port)));
  const posts = desk.ids.map((component, index) => ({
    component,
    request: requestBytes(routes.beats, senderToken, JSON.stringify({ component, metrics: { load: index % 100 } })),
  }));
  const began = performance.now();
  let done = 0;
  setInterval(() => {
    // What a late timer has missed is made up for: senders of their own would not have waited.
    for (const due = Math.floor((performance.now() - began) / tickMs); done < due; done++) {
      for (let index = done % slots; index < posts.length; index += slots) {
        const post = posts[index];
        if (post && !silent.has(post.component)) sendOne(connections[index % connectionCount], post.request);
      }
    }
  }, tickMs);
}

function sendOne(connection: RawConnection | undefined, request: Buffer): void {
  connection?.send(request);
  report.sent += 1;
}

/** Requests may follow each other unanswered on a connection: HTTP answers them in their order. */
const openConnection = (port: number) =>
  openRawConnection(port, {
    onAnswer: ({ status, body }) => {
      if (status === 202) return;
      // Not among the figures: the first one's own words say most.
      if (report.refused === 0) console.error(`a beat was answered ${status}: ${body.slice(0, 300)}`);
      report.refused += 1;
    },
    onLost: () => (report.lost += 1),
  });

answerCommands<BeaterCommand, BeaterReport>(async (command) => {
  if (command.type === 'begin') await begin(command.port);
  if (command.type === 'silence') silent.add(command.component);
  if (command.type === 'resume') silent.delete(command.component);
  return report;
});
