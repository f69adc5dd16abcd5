import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Seconds of processor time that a process has used so far; null where the system does not tell in this way. */
export function cpuSecondsOf(pid: number): number | null {
  try {
    // After the name, which may hold anything, in brackets: user and system time are the 12th and 13th of the rest.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return null; // no Linux
  }
}
