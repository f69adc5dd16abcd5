export const mostWaiting = 500;

/** Runs jobs one after the other in the order of their coming, at once while nothing is under way. */
export interface InOrder {
  /** False when too many wait: the job was dropped. */
  run(job: () => void | Promise<void>): boolean;
  clear(): void;
}

export function createInOrder(): InOrder {
  let waiting: (() => void | Promise<void>)[] = [];
  let busy = false;
  const next = () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const result = job();
      if (!(result instanceof Promise)) continue;
      busy = true;
      void result.finally(() => {
        busy = false;
        next();
      });
      return;
    }
  };
  return {
    run(job) {
      if (waiting.length >= mostWaiting) return false;
      waiting.push(job);
      if (!busy) next();
      return true;
    },
    clear() {
      waiting = [];
    },
  };
}
