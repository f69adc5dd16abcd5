import type { ScreenReport, ScreenTold } from '@yagura/contract';

/** One connection of a registered screen. */
export interface Attendance {
  /** It has said hello: from now on it is told what it is. */
  greeted(): void;
  report(report: ScreenReport): void;
  left(): void;
}

/** A connection as the watch over screens knows it. */
export interface Connection {
  readonly tell: (told: ScreenTold) => void;
  greeted: boolean;
  /** As it was told last. */
  told: string | null;
}

/** One screen, connected or not. Of several connections the newest is the screen. */
export interface Present {
  readonly connections: Connection[];
  /** Monotonic: when it came, or said something last. */
  heardAt: number;
  /** Desk time: when it was last connected. */
  seenAt: number | null;
  report: ScreenReport | null;
  /** Desk time. */
  reportedAt: number | null;
}

export function newPresent(): Present {
  return { connections: [], heardAt: 0, seenAt: null, report: null, reportedAt: null };
}

/** Only what changed is told; the newest connection alone may be heard. */
export function tellConnections({ connections }: Present, told: ScreenTold): void {
  const newest = connections.at(-1);
  for (const connection of connections) {
    if (!connection.greeted) continue;
    const sounds = told.room.sounds && connection === newest;
    const own: ScreenTold = { ...told, room: { ...told.room, sounds } };
    const text = JSON.stringify(own);
    if (text === connection.told) continue;
    connection.told = text;
    connection.tell(own);
  }
}
