import type { Log } from './log.ts';
import { sleep } from './sleep.ts';
import { exitAfterFlush, guardStandardStreams } from './standard-output.ts';

export interface Stoppable {
  log: Log;
  stop(reason: string): Promise<void>;
}

const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
const MAX_CRASH_STOP_MS = 1_000;
// One Ctrl-C arrives twice, from the terminal and again from npm or the supervisor, which got it too.
const SAME_REQUEST_MS = 200;

/** Ties the process to the service: signals and the parent's end stop it, a bug ends it. Returns how to let go. */
export function guardProcess(service: Stoppable): { parentGone: () => void; release: () => void } {
  let firstSignalAt: number | undefined;
  let crashed = false;
  let leaving = false;

  const stopAndExit = (reason: string): void => {
    leaving = true;
    const stopped = service.stop(reason).catch((error: unknown) => crash('stop failed', error));
    void stopped.then(() => (crashed ? undefined : exitAfterFlush(0)));
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (firstSignalAt !== undefined && now - firstSignalAt > SAME_REQUEST_MS) {
      process.exit(signal === 'SIGINT' ? SIGNAL_EXIT_CODES.SIGINT : SIGNAL_EXIT_CODES.SIGTERM);
    }
    firstSignalAt ??= now;
    stopAndExit(signal);
  };
  const crash = (event: string, error: unknown): void => {
    service.log.error(event, { error });
    if (crashed) return;
    crashed = true;
    leaving = true;
    const stopped = service.stop(event).catch(() => undefined);
    void Promise.race([stopped, sleep(MAX_CRASH_STOP_MS)]).then(() => exitAfterFlush(1));
  };
  const onException = (error: unknown): void => crash('uncaught exception', error);
  const onRejection = (error: unknown): void => crash('unhandled rejection', error);

  guardStandardStreams();
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  process.on('uncaughtException', onException).on('unhandledRejection', onRejection);
  return {
    parentGone: () => stopAndExit('parent process is gone'),
    release() {
      // Until the exit a repeated signal must find its handler, or it would kill by default.
      if (leaving) return;
      process.off('SIGTERM', onSignal).off('SIGINT', onSignal);
      process.off('uncaughtException', onException).off('unhandledRejection', onRejection);
    },
  };
}
