import type { BodyKind } from './bodies.ts';
import { startHelper } from './helper-process.ts';

export interface LoadCommand {
  readonly port: number;
  readonly token: string;
  readonly kind: BodyKind;
  readonly connections: number;
  readonly milliseconds: number;
}

export interface LoadReport {
  readonly requests: number;
  readonly beats: number;
  readonly refused: number;
  readonly lost: number;
  readonly milliseconds: number;
}

/** Posts bodies one after the other on each connection, for a bounded time. */
export const startHttpLoad = () =>
  startHelper<LoadCommand, LoadReport>(new URL('./http-load.child.ts', import.meta.url));
