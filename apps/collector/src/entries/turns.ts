/** The event loop takes this many datagrams from a socket in one turn and leaves the others for the next. */
const datagramsPerTurn = 32;
const mostTurns = 64;

/** Counts what one socket was given since the last look, to know whether more may be waiting. */
export function createDrainGauge() {
  let heard = 0;
  return {
    heard(): void {
      heard += 1;
    },
    /** Whether the last turn took everything there was. */
    drained(): boolean {
      const empty = heard < datagramsPerTurn;
      heard = 0;
      return empty;
    },
  };
}

/**
 * Lets the event loop turn until all that had arrived has been heard, then says whether it has: two looks at the sockets
 * at least, because the first one may only accept a connection whose beat comes with the second.
 */
export function afterArrivals(turns: number, drained: () => boolean, done: (all: boolean) => void): void {
  let turned = 0;
  const turn = () => {
    turned += 1;
    const empty = drained();
    if (turned < turns || (!empty && turned < mostTurns)) setImmediate(turn);
    else done(empty);
  };
  setImmediate(turn);
}
