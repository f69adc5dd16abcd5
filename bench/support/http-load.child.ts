import { routes } from '@yagura/contract';
import { beatsPerBody, bodiesOf } from './bodies.ts';
import { answerCommands } from './helper-process.ts';
import type { LoadCommand, LoadReport } from './http-load.ts';
import { openRawConnection, requestBytes, type RawAnswer, type RawConnection } from './raw-http.ts';

async function load({ port, token, kind, connections, milliseconds }: LoadCommand): Promise<LoadReport> {
  const requests = bodiesOf(kind).map((body) => requestBytes(routes.beats, token, body));
  const accepted = `"accepted":${beatsPerBody[kind]}`;
  const report = { requests: 0, beats: 0, refused: 0, lost: 0, milliseconds: 0 };
  let next = 0;
  let stopped = false;
  const request = () => requests[next++ % requests.length] as Buffer; // there is at least one body
  const take = ({ status, body }: RawAnswer) => {
    report.requests += 1;
    if (status === 202 && body.includes(accepted)) report.beats += beatsPerBody[kind];
    else report.refused += 1;
  };
  const began = performance.now();
  const open = async () => {
    const connection: RawConnection = await openRawConnection(port, {
      onAnswer(answer) {
        if (stopped) return;
        take(answer);
        connection.send(request());
      },
      onLost: () => (report.lost += 1),
    });
    connection.send(request());
    return connection;
  };
  const all = await Promise.all(Array.from({ length: connections }, open));
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  stopped = true;
  report.milliseconds = performance.now() - began;
  for (const connection of all) connection.close();
  return report;
}

answerCommands(load);
