import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process beside the bench, so that what makes the load does not share a thread with what is timed. */
export interface HelperProcess<Command, Answer> {
  readonly pid: number;
  /** One question at a time. */
  ask(command: Command): Promise<Answer>;
  stop(): Promise<void>;
}

export function startHelper<Command extends object, Answer>(file: URL): HelperProcess<Command, Answer> {
  // The same way of reading TypeScript as this process has.
  const child = fork(fileURLToPath(file), { execArgv: process.execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    ask: (command) =>
      new Promise<Answer>((resolve, reject) => {
        const onExit = () => reject(new Error(`${file.pathname} ended without an answer`));
        child.once('exit', onExit);
        child.once('message', (answer) => {
          child.off('exit', onExit);
          resolve(answer as Answer); // both ends are ours and speak the types of the same file
        });
        child.send(command);
      }),
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** The other end: answers each command, and goes when the bench goes. */
export function answerCommands<Command, Answer>(answer: (command: Command) => Promise<Answer> | Answer): void {
  process.on('message', (command) => {
    void Promise.resolve(answer(command as Command)).then((said) => process.send?.(said ?? null));
  });
  process.on('disconnect', () => process.exit(0));
  // A key stroke reaches the whole group; the bench decides when its helpers go.
  process.on('SIGINT', () => undefined);
}
