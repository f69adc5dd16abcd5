import { startHelper } from './helper-process.ts';

export type BeaterCommand =
  | { readonly type: 'begin'; readonly port: number }
  | { readonly type: 'silence' | 'resume'; readonly component: string }
  | { readonly type: 'report' };

export interface BeaterReport {
  readonly sent: number;
  /** Answered otherwise than 202. */
  readonly refused: number;
  /** Connections that the collector closed. */
  readonly lost: number;
}

export const startBeater = () =>
  startHelper<BeaterCommand, BeaterReport>(new URL('./beater.child.ts', import.meta.url));
