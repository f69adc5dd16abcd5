import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process beside the bench, so that what makes the load does not share a thread with what is timed. */
export interface HelperProcess<Command, Answer> {
  readonly pid: number;
  /** Answered in the order in which it was asked. */
  ask(command: Command): Promise<Answer>;
  stop(): Promise<void>;
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export function startHelper<Command extends object, Answer>(file: URL): HelperProcess<Command, Answer> {
  // The same way of reading TypeScript as this process has.
  const child = fork(fileURLToPath(file), {
    execArgv: process.execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting: Waiting<Answer>[] = [];
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.on('message', (answer) => waiting.shift()?.resolve(answer as Answer)); // both ends speak the types of one file
  child.once('exit', () => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`${file.pathname} ended without an answer`));
  });
  return {
    pid: child.pid ?? 0,
    ask: (command) =>
      new Promise<Answer>((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.send(command, (error) => error && reject(error));
      }),
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** The other end: answers each command, and goes when the bench goes. */
export function answerCommands<Command, Answer>(answer: (command: Command) => Promise<Answer> | Answer): void {
  let before: Promise<unknown> = Promise.resolve();
  process.on('message', (command) => {
    before = before.then(async () => process.send?.(await answer(command as Command))); // the other end's own type
  });
  process.on('disconnect', () => process.exit(0));
  // A key stroke reaches the whole group; the bench decides when its helpers go.
  process.on('SIGINT', () => undefined);
}
