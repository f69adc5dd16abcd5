/** What of engine.io's socket tells how far a screen is behind. */
export interface Outbox {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  close(discard: boolean): unknown;
}

export const mostPackets = 64;
export const mostBytes = 4 * 1024 * 1024;

/** A screen that does not read is closed rather than buffered for: it reconnects by itself and gets a snapshot. */
export function closeIfSlow(outbox: Outbox): boolean {
  const { writeBuffer } = outbox;
  if (writeBuffer.length <= mostPackets && bytesOf(writeBuffer) <= mostBytes) return false;
  outbox.close(true);
  return true;
}

function bytesOf(packets: Outbox['writeBuffer']): number {
  return packets.reduce((sum, { data }) => sum + sizeOf(data), 0);
}

export function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return data instanceof Uint8Array || data instanceof ArrayBuffer ? data.byteLength : 0;
}
