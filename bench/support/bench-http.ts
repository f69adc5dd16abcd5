import { startStand } from '../../e2e/support/stand.ts';
import { desk, type BodyKind } from './bodies.ts';
import { startHelper } from './helper-process.ts';
import { startHttpLoad, type LoadReport } from './http-load.ts';
import { printFigure } from './figure.ts';
import { median } from './percentile.ts';

const rounds = 4;
const roundMs = 2000;
const warmMs = 1500;
const limitText = 'bare node:http parsing and answering the same bodies';

export interface HttpBench {
  readonly figure: string;
  readonly kind: BodyKind;
  readonly connections: number;
}

const rateOf = ({ beats, milliseconds }: LoadReport) => (beats / milliseconds) * 1000;

/** The two in turns, so that a disturbance of the machine falls on both. */
export async function benchHttp({ figure, kind, connections }: HttpBench): Promise<void> {
  const stand = await startStand(desk.text);
  const bare = startHelper<object, { port: number }>(new URL('./bare-http.child.ts', import.meta.url));
  const load = startHttpLoad();
  try {
    // The front door alone: whoever judges and shows has its own figures.
    await Promise.all([...stand.engines, stand.relay].map((each) => each.stop()));
    const { port } = await bare.ask({});
    const at = (target: number, milliseconds: number) =>
      load.ask({ port: target, kind, connections, milliseconds });
    await at(port, warmMs);
    await at(stand.collectorPort, warmMs);
    const bareRuns: LoadReport[] = [];
    const runs: LoadReport[] = [];
    for (let round = 0; round < rounds; round++) {
      bareRuns.push(await at(port, roundMs));
      runs.push(await at(stand.collectorPort, roundMs));
    }
    const sum = (pick: (report: LoadReport) => number) => runs.reduce((total, report) => total + pick(report), 0);
    printFigure({
      figure,
      value: median(runs.map(rateOf)),
      unit: 'beats/s',
      limit: { what: limitText, value: median(bareRuns.map(rateOf)) },
      detail: { connections, refused: sum((report) => report.refused), lost: sum((report) => report.lost) },
    });
  } finally {
    await Promise.all([load.stop(), bare.stop()]);
    await stand.stop();
  }
}
