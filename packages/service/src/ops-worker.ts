import { Worker } from 'node:worker_threads';
import type { Readiness } from './readiness.ts';

export interface OpsWorkerSettings {
  source: string;
  service: string;
  host: string;
  port: number;
  heartbeat: SharedArrayBuffer;
  readiness: Readiness;
  text: () => string;
}

export interface OpsWorker {
  port: number;
  setReady(readiness: Readiness): void;
  /** Resolves with the reason when the thread is gone, however it went. */
  ended: Promise<Error>;
  terminate(): Promise<void>;
}

type FromWorker =
  | { type: 'listening'; port: number }
  | { type: 'failed'; code: string; message: string }
  | { type: 'text wanted' };

/** The thread could not listen; `code` is the operating system's. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export async function launchOpsWorker(settings: OpsWorkerSettings): Promise<OpsWorker> {
  const { source, text, ...workerData } = settings;
  // Neither the loader of development nor NODE_OPTIONS belongs in a thread that must start at once and stay small.
  const worker = new Worker(source, {
    eval: true,
    execArgv: [],
    env: {},
    name: 'ops',
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  });
  const ended = whenEnded(worker);
  const listening = whenListening(worker, text);
  const first = await Promise.race([listening, ended]);
  if (first instanceof Error) {
    await worker.terminate();
    throw first;
  }
  return {
    port: first,
    setReady: (readiness) => worker.postMessage({ type: 'readiness', readiness }),
    ended,
    terminate: async () => {
      await worker.terminate();
    },
  };
}

function whenEnded(worker: Worker): Promise<Error> {
  return new Promise((resolve) => {
    let reason: Error | undefined;
    worker.on('error', (error) => {
      reason = error instanceof Error ? error : new Error(String(error));
    });
    worker.once('exit', (code) => resolve(reason ?? new Error(`the ops thread ended with code ${code}`)));
  });
}

function whenListening(worker: Worker, text: () => string): Promise<number | ListenError> {
  return new Promise((resolve) => {
    worker.on('message', (message: FromWorker) => {
      switch (message.type) {
        case 'listening':
          return resolve(message.port);
        case 'failed':
          return resolve(new ListenError(message.code, message.message));
        case 'text wanted':
          return worker.postMessage({ type: 'text', text: text() });
      }
    });
  });
}
