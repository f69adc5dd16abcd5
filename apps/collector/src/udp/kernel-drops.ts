import { readFile } from 'node:fs/promises';

const tables = ['/proc/net/udp', '/proc/net/udp6'];
const lookEveryMs = 5000;

/** Sum of the last column over the sockets that are bound to this port. */
export function dropsIn(table: string, port: number): number {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  let drops = 0;
  for (const line of table.split('\n').slice(1)) {
    const columns = line.trim().split(/\s+/);
    if (columns[1]?.endsWith(suffix)) drops += Number(columns.at(-1)) || 0;
  }
  return drops;
}

async function readDrops(port: number): Promise<number | null> {
  try {
    const texts = await Promise.all(tables.map((path) => readFile(path, 'utf8')));
    return texts.reduce((sum, text) => sum + dropsIn(text, port), 0);
  } catch {
    // Not a Linux, or not readable here: then nobody can say.
    return null;
  }
}

/** What the system threw away because the socket's buffer was full. */
export function watchKernelDrops(port: number, onDrops: (count: number) => void): { stop(): void } {
  let known = 0;
  let looking = false;

  async function look(): Promise<void> {
    looking = true;
    const drops = await readDrops(port);
    if (drops !== null && drops > known) onDrops(drops - known);
    known = Math.max(known, drops ?? 0);
    looking = false;
  }

  const timer = setInterval(() => void (looking ? undefined : look()), lookEveryMs);
  return { stop: () => clearInterval(timer) };
}
