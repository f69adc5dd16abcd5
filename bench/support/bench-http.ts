import { senderToken } from '../../e2e/support/desk-text.ts';
import { startStand } from '../../e2e/support/stand.ts';
import { desk, type BodyKind } from './bodies.ts';
import { cpuSecondsOf } from './cpu-time.ts';
import { printFigure } from './figure.ts';
import { startHelper } from './helper-process.ts';
import { startHttpLoad, type LoadReport } from './http-load.ts';
import { median } from './percentile.ts';

const rounds = 4;
const roundMs = 2000;
const warmMs = 1500;

export interface HttpBench {
  readonly figure: string;
  readonly kind: BodyKind;
  readonly connections: number;
}

interface Run extends LoadReport {
  /** Of the server; null where it cannot be told. */
  readonly cpuSeconds: number | null;
}

const rateOf = ({ beats, milliseconds }: Run) => (beats / milliseconds) * 1000;
const total = (runs: readonly Run[], pick: (run: Run) => number) => runs.reduce((sum, run) => sum + pick(run), 0);

/** The two in turns, so that a disturbance of the machine falls on both. */
export async function benchHttp({ figure, kind, connections }: HttpBench): Promise<void> {
  const stand = await startStand(desk.text);
  const bare = startHelper<object, { port: number }>(new URL('./bare-http.child.ts', import.meta.url));
  const load = startHttpLoad();
  try {
    // The front door alone: whoever judges and shows has its own figures.
    await Promise.all([...stand.engines, stand.relay].map((each) => each.stop()));
    const { port: barePort } = await bare.ask({});
    const run = async (port: number, pid: number, milliseconds = roundMs): Promise<Run> => {
      const before = cpuSecondsOf(pid);
      const report = await load.ask({ port, token: senderToken, kind, connections, milliseconds });
      const after = cpuSecondsOf(pid);
      return { ...report, cpuSeconds: before !== null && after !== null ? after - before : null };
    };
    await run(barePort, bare.pid, warmMs);
    await run(stand.collectorPort, stand.collector.pid, warmMs);
    const bareRuns: Run[] = [];
    const runs: Run[] = [];
    for (let round = 0; round < rounds; round++) {
      bareRuns.push(await run(barePort, bare.pid));
      runs.push(await run(stand.collectorPort, stand.collector.pid));
    }
    print(figure, connections, runs, bareRuns);
  } finally {
    await Promise.all([load.stop(), bare.stop()]);
    await stand.stop();
  }
}

function print(figure: string, connections: number, runs: readonly Run[], bareRuns: readonly Run[]): void {
  const what = 'bare node:http parsing and answering the same bodies';
  printFigure({
    figure,
    value: median(runs.map(rateOf)),
    unit: 'beats/s',
    limit: { what, value: median(bareRuns.map(rateOf)) },
    detail: { connections, refused: total(runs, (run) => run.refused), lost: total(runs, (run) => run.lost) },
  });
  const perCore = perCpuSecond(runs);
  const limit = perCpuSecond(bareRuns);
  if (perCore === null || limit === null) return;
  // What the door itself costs: this does not depend on who else wants the cores.
  printFigure({ figure: `${figure}, of one core`, value: perCore, unit: 'beats/CPU s', limit: { what, value: limit } });
}

function perCpuSecond(runs: readonly Run[]): number | null {
  const seconds = runs.every((run) => run.cpuSeconds !== null) ? total(runs, (run) => run.cpuSeconds ?? 0) : 0;
  return seconds === 0 ? null : total(runs, (run) => run.beats) / seconds;
}
