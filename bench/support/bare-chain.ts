import { startHelper } from './helper-process.ts';

export interface HopCommand {
  readonly role: 'front' | 'middle' | 'back';
  readonly redisUrl: string;
}
export interface HopAnswer {
  readonly port: number;
}

/** The monitor's own hops with nothing in them: HTTP, Redis, a process, Redis, a process, a websocket. */
export interface BareChain {
  readonly postPort: number;
  readonly socketPort: number;
  stop(): Promise<void>;
}

export async function startBareChain(redisUrl: string): Promise<BareChain> {
  const hops = (['front', 'middle', 'back'] as const).map((role) => ({
    role,
    helper: startHelper<HopCommand, HopAnswer>(new URL('./bare-hop.child.ts', import.meta.url)),
  }));
  const [front, , back] = await Promise.all(hops.map(({ role, helper }) => helper.ask({ role, redisUrl })));
  return {
    postPort: front?.port ?? 0,
    socketPort: back?.port ?? 0,
    async stop() {
      await Promise.all(hops.map(({ helper }) => helper.stop()));
    },
  };
}
