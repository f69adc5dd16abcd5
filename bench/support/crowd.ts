import { startHelper } from './helper-process.ts';

export interface CrowdCommand {
  readonly url: string;
  readonly count: number;
}

/** The other screens of the room: they read everything they are sent. */
export const startCrowd = () => startHelper<CrowdCommand, number>(new URL('./crowd.child.ts', import.meta.url));
